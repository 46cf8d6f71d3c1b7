-- Yields in the middle of hot loops, and loops that run in many coroutines.
local function producer(n)
  return coroutine.wrap(function()
    for i = 1, n do
      local x = i * 2
      if i % 3 == 0 then coroutine.yield(x) end
    end
    return "end"
  end)
end
local s, n = 0, 0
local p = producer(300)
while true do
  local v = p()
  if v == "end" then break end
  s, n = s + v, n + 1
end
print(s, n)
-- a loop compiled in one coroutine and entered in others
local function work(k)
  local t = 0
  for i = 1, 120 do
    t = t + i * k
    if i == 60 then t = t + coroutine.yield(t) end
  end
  return t
end
local results = {}
for k = 1, 12 do
  local co = coroutine.create(work)
  local _, first = coroutine.resume(co, k)
  local _, last = coroutine.resume(co, k * 1000)
  results[#results + 1] = first .. ":" .. last .. ":" .. coroutine.status(co)
end
print(table.concat(results, " "))
-- generic for over a coroutine
local function range(a, b)
  return coroutine.wrap(function() for i = a, b do coroutine.yield(i, b - i) end end)
end
local x, y = 0, 0
for i, left in range(1, 150) do x, y = x + i, y + left end
print(x, y)
-- an error in a coroutine that is in a compiled loop
local co = coroutine.create(function()
  local t = {}
  for i = 1, 200 do
    t[i] = i
    if i == 150 then error("in loop") end
    if i % 100 == 0 then coroutine.yield(i) end
  end
end)
print(coroutine.resume(co))
print(coroutine.resume(co))
print(coroutine.resume(co))
-- upvalues shared between a loop and a coroutine
local shared = 0
local c = coroutine.wrap(function() while true do shared = shared + 1 coroutine.yield(shared) end end)
local total = 0
for i = 1, 200 do
  shared = shared + i
  total = total + c() - shared
end
print(shared, total)
