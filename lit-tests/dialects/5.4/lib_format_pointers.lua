-- "%p" tells objects apart; equal strings of one chunk are one object, long ones too.
local function id(v) return string.format("%p", v) end
local long = "01234567890123456789012345678901234567890123456789"
local function other() return "01234567890123456789012345678901234567890123456789" end
local function short() return "short" end
print(id(long) == id(other()), id("short") == id(short()))
local built = string.rep("0123456789", 5)
print(long == built, id(long) == id(built))
print(id("sh" .. "ort") == id("short"))
local t, u = {}, {}
print(id(t) == id(t), id(t) == id(u), id(print) == id(print))
print(id(1), id(nil), id(true), id(2.5))
print(#string.format("%30p", 1), #string.format("%-30p|", t) == 31)
print(string.format("%p", t) == tostring(t):match("0x%x+"))
print(pcall(string.format, "%p"))
print(pcall(string.format, "%.3p", t))
