-- Environments: getfenv and setfenv on functions and levels.
print(getfenv() == _G, getfenv(0) == _G, getfenv(1) == _G, getfenv(print) == _G)
local function f() return x end
x = "global"
local env = {x = "own"}
print(f(), setfenv(f, env) == f, f(), getfenv(f) == env, x)
local function outer()
  local function inner() return y end
  setfenv(1, {y = "changed", setfenv = setfenv})
  return inner(), (function() return y end)()
end
print(outer())
local function maker()
  return function() return z end
end
z = "global z"
local a = maker()
setfenv(maker, {z = "maker's z"})
local b = maker()
print(a(), b())
setfenv(b, {z = "b's z"})
print(a(), b(), maker()())
local function level2() setfenv(2, setmetatable({w = "set from below"}, {__index = _G})) end
local function caller() level2() return w end
print(caller(), w)
local function counter() n = (n or 0) + 1 return n end
local e1, e2 = {}, {}
setfenv(counter, e1) counter() counter()
setfenv(counter, e2) counter()
print(e1.n, e2.n, n)
print(pcall(setfenv, print, {}))
print((pcall(setfenv, 1, nil)), (pcall(getfenv, -1)), (pcall(getfenv, 1000)), (pcall(setfenv, 1000, {})))
local co = coroutine.create(function()
  setfenv(0, {inside = "thread's"})
  return loadstring("return inside")(), getfenv(0).inside, inside
end)
print(coroutine.resume(co))
print(inside, getfenv(0) == _G)
local chunk = loadstring("v = 5 return v")
setfenv(chunk, env)
print(chunk(), env.v, v)
