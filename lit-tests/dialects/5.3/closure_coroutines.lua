-- Variables of coroutines: captured while they run, suspended and dead.
local function generator(n)
  return coroutine.wrap(function()
    local state = 0
    local function step(d) state = state + d return state end
    for i = 1, n do coroutine.yield(step, function() return state end) step(100) end
  end)
end
local g = generator(2)
local step, peek = g()
print(step(1), peek(), step(1), peek())
local step2, peek2 = g()
print(peek(), peek2(), step(5), peek2(), step == step2)
g()
print(peek(), step(1), peek2())
-- a closure moved between coroutines
local shared
local co1 = coroutine.create(function() local x = 1 shared = function(d) x = x + (d or 0) return x end coroutine.yield(x) coroutine.yield(x) return x end)
local co2 = coroutine.create(function() shared(10) coroutine.yield(shared()) shared(100) return shared() end)
print(coroutine.resume(co1)) print(coroutine.resume(co2)) print(coroutine.resume(co1)) print(coroutine.resume(co2)) print(coroutine.resume(co1)) print(shared(1000))
-- dying of an error
local dead
local co3 = coroutine.create(function() local y = "alive" dead = function(v) y = v or y return y end error("die", 0) end)
print(coroutine.resume(co3)) print(dead(), dead("changed"), dead())
-- never resumed again, and collected
local kept = {}
for i = 1, 20 do
  local co = coroutine.wrap(function() local z = i kept[i] = function() z = z + 1 return z end coroutine.yield() end)
  co()
end
collectgarbage() collectgarbage()
local sum = 0
for i = 1, 20 do sum = sum + kept[i]() + kept[i]() end
print(sum)
-- producers and consumers over upvalues
local queue, log = {}, {}
local producer = coroutine.wrap(function() for i = 1, 4 do queue[#queue + 1] = i * i coroutine.yield() end queue = nil end)
local consumer = coroutine.wrap(function() while queue do while queue[1] do log[#log + 1] = table.remove(queue, 1) end coroutine.yield() end end)
for _ = 1, 4 do producer() consumer() end
producer() consumer()
print(table.concat(log, " "), queue)
-- deep recursion inside a coroutine moves its stack under open upvalues
local deep = coroutine.wrap(function()
  local top = 0
  local function down(n) if n > 0 then top = top + 1 return 1 + down(n - 1) end coroutine.yield(top) return 0 end
  coroutine.yield(down(150))
  local r = down(3000)
  return r, top
end)
print(deep(), deep(), deep())
print(deep())
local function many(n) local fs = {} for i = 1, n do local v = i fs[i] = function() return v end end local function grow(k) if k == 0 then return 0 end return 1 + grow(k - 1) end grow(5000) return fs end
local fs = many(50)
print(fs[1](), fs[25](), fs[50]())
