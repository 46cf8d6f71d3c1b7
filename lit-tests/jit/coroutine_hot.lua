-- Loops that become hot in one coroutine and run in others, and errors that end them.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function body(n, bad)
  local s = 0
  for i = 1, n do
    s = s + 1000 // (bad - i)
  end
  return s
end
for round = 1, 6 do
  local co = coroutine.create(body)
  local ok, result = coroutine.resume(co, 300, round % 2 == 0 and 101 or 1000)
  -- Lua 5.4.4 gives the line of another instruction.
  print(ok, (tostring(result):gsub("^.*:%d+: ", "")))
end

local function shared(t)
  for i = 1, 100 do
    t[1] = t[1] + i
    if i % 25 == 0 then coroutine.yield(t[1]) end
  end
  return t[1]
end
local a, b = coroutine.wrap(shared), coroutine.wrap(shared)
local ta, tb = {0}, {0.5}
for i = 1, 5 do print(a(ta), b(tb)) end

local total = 0
for i = 1, 300 do total = total + coroutine.wrap(function() return i end)() end
print(total)
