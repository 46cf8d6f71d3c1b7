-- A program that fails is closed like any other.
collectgarbage("stop")
local mt = {__gc = function(o) print("end", o.name) end}
local a = setmetatable({name = "a"}, mt)
global = setmetatable({name = "b"}, mt)
local inside = setmetatable({name = "c"}, mt)
print("before")
error("the end")
