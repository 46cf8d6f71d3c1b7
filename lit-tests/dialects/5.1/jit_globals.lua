-- Globals in hot loops: functions whose environments are changed while their loops are compiled.
count, limit = 0, 100
local function bump(n) for i = 1, n do count = count + 1 end return count end
print(bump(100), count)
local env = { count = 1000, print = print }
setfenv(bump, env)
print(bump(50), count, env.count)
-- the environment changes from within the loop
local function switch(n)
  local seen = 0
  for i = 1, n do
    if i == 120 then setfenv(1, { value = 5, setfenv = setfenv }) end
    seen = seen + (value or 0)
  end
  return seen
end
value = 1
print(switch(200))
print(switch(200))
setfenv(switch, { setfenv = setfenv, value = 2 })
print(switch(200))
-- functions of one prototype with different environments
local fs = {}
for i = 1, 6 do
  fs[i] = function(n) for j = 1, n do x = x + j end return x end
  setfenv(fs[i], { x = i * 1000 })
end
local list = {}
for r = 1, 3 do for i = 1, 6 do list[#list + 1] = fs[i](40) end end
print(table.concat(list, " "))
-- closures inherit the environment of the function that makes them
local function maker() return function() y = y + 1 return y end end
local e1, e2 = { y = 10 }, { y = 20 }
setfenv(maker, e1)
local m1 = maker()
setfenv(maker, e2)
local m2 = maker()
for i = 1, 100 do m1() m2() end
print(e1.y, e2.y, y)
-- an environment with metamethods
local reads = 0
local proxy = setmetatable({}, {
  __index = function(_, k) reads = reads + 1 return 3 end,
  __newindex = function(t, k, v) rawset(t, k, v) end,
})
local function touch(n) local s = 0 for i = 1, n do s = s + other end z = s return s end
setfenv(touch, proxy)
print(touch(80), reads, rawget(proxy, "z"), z)
-- the thread's environment and the main chunk's
print(getfenv(0) == _G, getfenv(1) == _G, getfenv(touch) == proxy)
-- a global that becomes a function, nil and a number
step = 1
local s = 0
for i = 1, 200 do
  if i == 100 then step = 2 end
  if i == 150 then step = 0.5 end
  s = s + step
end
print(s)
print(pcall(function() for i = 1, 100 do if i == 80 then step = nil end s = s + step end end))
