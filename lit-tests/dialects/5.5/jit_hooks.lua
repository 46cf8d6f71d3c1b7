-- Hooks that come and go around loops that are compiled.
local function loop(k)
  local s = 0
  for i = 1, k do
    s = s + i
  end
  return s
end
print(loop(300))
local lines = {}
local function on_line(_, line) lines[line] = (lines[line] or 0) + 1 end
debug.sethook(on_line, "l")
local r = loop(50)
debug.sethook()
print(r, lines[5], lines[7])
print(loop(300), lines[5])
-- set in the middle of a hot loop, and removed again
local calls, s = 0, 0
local function f(x) return x + 1 end
for i = 1, 300 do
  if i == 100 then debug.sethook(function() calls = calls + 1 end, "c") end
  if i == 110 then debug.sethook() end
  s = f(s)
end
print(s, calls > 10, calls < 40)
-- an error from a hook, in a loop that was compiled before
print(pcall(function()
  debug.sethook(function() error("hooked", 0) end, "", 100)
  local t = loop(10000)
  debug.sethook()
  return t
end))
debug.sethook()
print(loop(300))
-- a hook on one coroutine only
local co = coroutine.create(function(n)
  while true do n = coroutine.yield(loop(n)) end
end)
local counts = 0
print(coroutine.resume(co, 100))
debug.sethook(co, function() counts = counts + 1 end, "l")
print(coroutine.resume(co, 20))
local inside = counts
print(loop(300), counts == inside, inside > 20)
debug.sethook(co)
print(coroutine.resume(co, 200))
print(counts == inside)
-- variables read and written through the debug library while a loop runs
local function poke(k)
  local x, total = 1, 0
  for i = 1, k do
    total = total + x
    if i == k - 10 then
      local n, name = 1, nil
      repeat
        name = debug.getlocal(1, n)
        if name == "x" then debug.setlocal(1, n, 100) end
        n = n + 1
      until not name
    end
  end
  return total
end
print(poke(200), poke(300))
