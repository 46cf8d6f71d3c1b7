-- tostring and print, with metamethods.
local function shape(v) return (tostring(v):gsub("0x%x+", "PTR"):gsub("builtin.*", "PTR")) end
print(tostring(nil), tostring(true), tostring(12), tostring(-0.5), tostring("s"), tostring(1e15), tostring(2^53))
print(tostring(1e100), tostring(0.1), tostring(100), tostring(3 / 2), tostring(1 / 3))
print(shape({}), shape(print), shape(coroutine.create(function() end)), shape(function() end) == shape(print))
local t = setmetatable({}, {__tostring = function(self) return "T!" end})
print(t, tostring(t), tostring(t) .. "x")
print(#tostring(t))
print(pcall(tostring, setmetatable({}, {__tostring = function() return 5 end})))
print(pcall(tostring, setmetatable({}, {__tostring = function() return {} end})))
print(shape(setmetatable({}, {__name = "Name"})), shape(setmetatable({}, {__name = 5})))
print(pcall(tostring, setmetatable({}, {__tostring = function() error("in tostring", 0) end})))
print(pcall(print, setmetatable({}, {__tostring = function() error("in print", 0) end})))
local s = getmetatable("")
s.__tostring = function(v) return "<" .. v:sub(1, 2) .. ">" end
print(tostring("abc") == "<ab>")
s.__tostring = nil
print(tostring("abc"))
local original = tostring
tostring = function(v) return "[" .. original(v) .. "]" end
print(1, "a", nil)
tostring = function() return {} end
io.write(original(pcall(print, 1)), "\n")
tostring = nil
io.write(original(select(2, pcall(print, 1))), "\n")
tostring = original
print("a\tb", "", "c")
print()
print(pcall(function() print(setmetatable({}, {__tostring = function() return {} end})) end))
