-- The names that getinfo finds for running functions.
local function name(level)
  local i = debug.getinfo((level or 1) + 1, "n")
  print(tostring(i.name), "[" .. i.namewhat .. "]")
end
local function localf() name(1) end
function globalf() name(1) end
local t = {field = function() name(1) end, method = function(self) name(1) end}
t.sub = {inner = t.field}
localf()
globalf()
t.field()
t:method()
t.sub.inner()
t["field"]()
local k = "field"
t[k]()
t[1] = t.field
t[1]()
_G.globalf();
(function() name(1) end)()
local up = localf
local function through() up() end
through()
pcall(localf)
pcall(pcall, localf)
local mt = {}
for _, event in ipairs{"__index", "__newindex", "__call", "__add", "__sub", "__mul", "__div", "__mod",
  "__pow", "__unm", "__concat", "__len", "__eq", "__lt", "__le"} do
  mt[event] = function() name(1) return true end
end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local _ = a.x
a.x = 1
a()
_ = a + 1
_ = 1 - a
_ = a * b
_ = a / 2
_ = a % 2
_ = a ^ 2
_ = -a
_ = a .. "x"
_ = #a
_ = a == b
_ = a < b
_ = a <= b
_ = a > b
for _ in function() name(1) end do end
table.sort({1, 2}, function() name(1) return false end)
local function caller() name(2) end
local function second() caller() end
second()
local function tail() return localf() end
tail()
local function tail_native() return pcall(localf) end
tail_native()
if t.field then (t.missing or t.field)() end
local f = t.field or localf
f()
