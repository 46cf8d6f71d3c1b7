-- os.exit without closing: no finalizer is called.
local a = setmetatable({}, {__gc = function() print("never") end})
local b = setmetatable({}, {__gc = function() error("never") end})
print(getmetatable(a).__gc ~= nil)
io.stdout:write("text before the end\n")
os.exit(false)
