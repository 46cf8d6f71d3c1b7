-- Coroutines inside coroutines, and recursion inside them, to the limit and back.
local depth = 0
local function nest()
  depth = depth + 1
  local co = coroutine.create(nest)
  local ok, m = coroutine.resume(co)
  if not ok then return m end
  return m
end
local m = nest()
print(depth > 100, m)
depth = 0
local function wrapped() depth = depth + 1; return coroutine.wrap(wrapped)() end
local ok, m2 = pcall(wrapped)
print(ok, depth > 100, m2:match("C stack overflow"))
-- the program goes on as before
print(pcall(coroutine.wrap(function() return coroutine.yield("fine") end)))
local function chain(n)
  if n == 0 then coroutine.yield("bottom"); return "end" end
  local co = coroutine.wrap(function() return chain(n - 1) end)
  coroutine.yield(co())
  return co()
end
local c = coroutine.wrap(function() return chain(100) end)
local count, last = 0, nil
repeat
  last = c()
  count = count + 1
until last == "end" or count > 300
print(count, last)
-- deep recursion in a coroutine, suspended at the bottom
local function deep(n) if n == 0 then return coroutine.yield("deep") end return 1 + deep(n - 1) end
local d = coroutine.wrap(function() return deep(5000) end)
print(d())
print(d(0))
-- stack overflow in a coroutine does not hurt the others
local function loop() return 1 + loop() end
local s = coroutine.create(loop)
local ok3, m3 = coroutine.resume(s)
print(ok3, m3:match("stack overflow"), coroutine.status(s))
print(d == nil, pcall(d))
-- many coroutines alive at once, resumed in turn
local all, sum = {}, 0
for i = 1, 2000 do
  all[i] = coroutine.wrap(function() for k = 1, 3 do coroutine.yield(i * k) end return 0 end)
end
for round = 1, 4 do for i = 1, #all do sum = sum + all[i]() end end
print(sum)
