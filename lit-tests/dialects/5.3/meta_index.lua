-- __index: functions, tables, chains, what is not a table, and raw access.
local log = {}
local function traced(name, result)
  return function(t, k)
    log[#log + 1] = name .. ":" .. tostring(k)
    return result
  end
end
local base = { a = 1, b = 2, [1] = "first" }
local mid = setmetatable({ b = 20, c = false }, { __index = base })
local leaf = setmetatable({}, { __index = mid })
print(leaf.a, leaf.b, leaf.c, leaf.d, leaf[1], leaf[2], rawget(leaf, "a"), rawget(mid, "b"))
base.d = "late"
mid.c = nil
print(leaf.d, leaf.c)
local dynamic = setmetatable({ own = 1 }, { __index = traced("dyn", "made") })
print(dynamic.own, dynamic.x, dynamic[1], dynamic[1.5], dynamic[true], dynamic.own)
print(table.concat(log, " "))
local nothing = setmetatable({}, { __index = function() end })
print(nothing.x, select("#", nothing.x))
local many = setmetatable({}, { __index = function() return 1, 2, 3 end })
print(many.x, (many.y), select("#", many.z))
-- values that are no tables
print(("abc").len == string.len, ("abc").foo, pcall(function() return (5).x end))
print(pcall(function() return (nil).x end))
print(pcall(function() local t = {} return t.x.y end))
local by_number = setmetatable({}, { __index = 5 })
print(pcall(function() return by_number.x end))
local by_string = setmetatable({}, { __index = "text" })
print(by_string.upper == string.upper, by_string.nope)
local callable = setmetatable({}, { __call = function(self, t, k) return "called " .. tostring(k) end })
print(pcall(function() return setmetatable({}, { __index = callable }).foo end))
-- chains that never end, or end at last
local loop = {}
setmetatable(loop, { __index = loop })
print(pcall(function() return loop.x end))
local one, two = {}, {}
setmetatable(one, { __index = two })
setmetatable(two, { __index = one })
print(pcall(function() return one.x end), rawget(one, "x"))
local function chain(n)
  local t = { deep = "found" }
  for _ = 1, n do t = setmetatable({}, { __index = t }) end
  return t
end
for _, n in ipairs { 1, 50, 98, 99, 100, 101, 1998, 1999, 2000, 2001 } do
  print(n, pcall(function() return chain(n).deep end))
end
-- changes of the metatable while it is used
local mt = {}
local obj = setmetatable({}, mt)
print(obj.x)
mt.__index = { x = 1 } print(obj.x)
mt.__index = function() return 2 end print(obj.x)
mt.__index = nil print(obj.x)
