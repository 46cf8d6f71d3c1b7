-- Globals in hot loops: tables of globals that are replaced while loops are compiled.
count, limit = 0, 100
local function bump(n) for i = 1, n do count = count + 1 end return count end
print(bump(100), count)
-- a local _ENV
local function with(env, n)
  local _ENV = env
  for i = 1, n do x = (x or 0) + i end
  return x
end
print(with({}, 100), with({ x = 5 }, 50), x)
-- the environment changes from within the loop
local function switch(n)
  local seen = 0
  local _ENV = { value = 1 }
  for i = 1, n do
    if i == 120 then _ENV = { value = 5 } end
    seen = seen + value
  end
  return seen
end
print(switch(200), switch(200))
-- a chunk with an environment of its own, replaced by debug
local env1, env2 = { y = 1, step = 1 }, { y = 100, step = 10 }
local chunk = load("for i = 1, 100 do y = y + step end return y", "chunk", "t", env1)
print(chunk(), chunk())
debug.setupvalue(chunk, 1, env2)
print(chunk(), env1.y, env2.y)
-- functions that share an upvalue, which debug.upvaluejoin gives to others
local function counter() local n = 0 return function(k) for i = 1, k do n = n + 1 end return n end end
local a, b = counter(), counter()
print(a(100), b(50))
debug.upvaluejoin(a, 1, b, 1)
print(a(100), b(50))
-- an environment with metamethods
local reads = 0
local proxy = setmetatable({}, {
  __index = function(_, k) reads = reads + 1 return 3 end,
  __newindex = function(t, k, v) rawset(t, k, v) end,
})
local touch = load("local s = 0 for i = 1, 80 do s = s + other end z = s return s", "touch", "t", proxy)
print(touch(), reads, rawget(proxy, "z"), z)
-- a global that becomes another number and nil
step = 1
local s = 0
for i = 1, 200 do
  if i == 100 then step = 2 end
  if i == 150 then step = 0.5 end
  s = s + step
end
print(s)
print(pcall(function() for i = 1, 100 do if i == 80 then step = nil end s = s + step end end))
