local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

x = "global"
local e = {x = "field", print = print}
do local _ENV = e print(x) x = "changed" y = 1 end
print(x, y, e.x, e.y)
local function f(_ENV) return x end
print(f({x = 1}), f({x = 2}))
print(pcall(f, nil))
print(pcall(f, 5))
do local _ENV = {} z = 5 end
print(z)
print(load("return x", "=c", "t", {x = "given"})())
local chunk = load("x = 'set' return _ENV")
print(chunk() == _G, x)
print(_ENV == _G, _ENV.x, _ENV._G == _G)
local h = load("local a = ... _ENV = a return x", "=h")
print(h({x = "replaced"}))
try("local _ENV = 1", "_ENV = 1", "_ENV.x = 1", "function _ENV.f() end", "local function _ENV() end", "for _ENV = 1, 2 do end", "return function(_ENV) return x end", "local x = _ENV.y.z")
print(pcall(load("local _ENV = nil return y", "=e")))
print(pcall(load("local _ENV = {} y() ", "=e")))
print(pcall(load("local t = {} local _ENV = t y.z = 1", "=e")))
print(pcall(load("return undefined.field", "=e")))
local k = {}
for i = 1, 3 do local _ENV = {v = i} k[i] = function() v = v + 1 return v end end
print(k[1](), k[1](), k[2](), k[3]())
