-- What tracebacks say of each kind of function.
local function show(text) print((text:gsub("0x%x+", "ADDRESS"))) end
local function leaf() show(debug.traceback("leaf")) end
local t = {method = function(self) leaf() end, sub = {field = leaf}}
function named() leaf() end
leaf()
named()
t:method()
t.method()
t.sub.field()
local up = leaf
local function through() up() end
through();
(function() leaf() end)()
pcall(leaf)
local mt = setmetatable({}, {
  __index = function() leaf() end, __add = function() leaf() end, __call = function() leaf() end,
  __concat = function() leaf() return "" end, __lt = function() leaf() return true end,
  __newindex = function() leaf() end, __unm = function() leaf() end,
})
local _ = mt.x
_ = mt + 1
mt()
_ = mt .. "x"
_ = mt < mt
mt.y = 1
_ = -mt
for _ in function() leaf() end do end
table.sort({1, 2}, function(a, b) leaf() return a < b end)
string.gsub("x", "x", function() leaf() end)
coroutine.wrap(function() leaf() end)()
local load = loadstring or load
load("local f = ... f()", "=chunk")(leaf)
load("local f = ... f()", "code text")(leaf)
show(debug.traceback("level 0", 0))
show(debug.traceback("level 2", 2))
show(debug.traceback("far", 100))
show(debug.traceback())
show(debug.traceback("with\nlines"))
show(debug.traceback(12))
print(debug.traceback({}) ~= nil, debug.traceback(print) == print, debug.traceback(true))
