-- A program that fails is closed like any other.
collectgarbage("stop")
local mt = {__gc = function(o) print("end", o.name) end}
local a = setmetatable({name = "a"}, mt)
global = setmetatable({name = "b"}, mt)
local function f()
  local inside = setmetatable({name = "c"}, mt)
  error("the end")
end
print("before")
f()
