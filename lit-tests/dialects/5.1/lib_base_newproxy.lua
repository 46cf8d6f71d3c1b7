-- newproxy: userdata with and without a metatable.
print(type(newproxy()), getmetatable(newproxy()))
local p = newproxy(true)
local mt = getmetatable(p)
print(type(mt), next(mt))
mt.__index = function(_, k) return "field " .. k end
mt.__len = function() return 42 end
mt.__tostring = function() return "a proxy" end
mt.__call = function(self, ...) return select("#", ...) end
mt.__add = function(a, b) return "sum" end
mt.__eq = function() return true end
print(p.x, #p, tostring(p), p(1, 2), p + 1, 1 + p)
local q = newproxy(p)
print(getmetatable(q) == mt, q.y, p == q, rawequal(p, q))
print((pcall(newproxy, 1)), (pcall(newproxy, {})), (pcall(newproxy, io.stdout)), (pcall(newproxy, "x")))
print(type(newproxy(false)), getmetatable(newproxy(false)), type(newproxy(nil)))
local collected = false
do
  local r = newproxy(true)
  getmetatable(r).__gc = function(object) collected = type(object) end
end
collectgarbage() collectgarbage()
print(collected)
print(pcall(function() return newproxy() + 1 end))
print((pcall(function() return newproxy().x end)))
