local function value(f, ...) return pcall(f, ...) end
x = 1
print(x, _G.x, rawget(_G, "x"))
local function f() y = (y or 0) + 1 return y end
print(f(), f(), _G.y)
setmetatable(_G, {__index = function(_, k) return "no " .. k end, __newindex = function(t, k, v) rawset(t, k, v * 2) end})
print(missing, z)
z = 5
print(z, rawget(_G, "z"))
setmetatable(_G, nil)
print(missing)
local g = loadstring("return x, ...", "=g")
print(g(2, 3))
setfenv(g, {x = "elsewhere"})
print(g(2))
print(getfenv(g).x, getfenv(f) == _G, getfenv(1) == _G)
local function make() return function() return w end end
local a, b = make(), make()
setfenv(a, {w = "a"})
print(a(), b())
setfenv(make, {w = "made"})
print(make()(), b())
local env = setmetatable({}, {__index = _G})
setfenv(1, env)
v = 10
print(v, _G.v, rawget(env, "v"))
setfenv(1, _G)
print(v)
print(value(loadstring("undefined()", "=u")))
print(value(loadstring("undefined.x = 1", "=u")))
print(value(loadstring("local t = {} t.x.y = 1", "=u")))
print(value(setfenv, print, {}))
local _ENV = {x = "just a variable"}
print(x, _ENV.x)
