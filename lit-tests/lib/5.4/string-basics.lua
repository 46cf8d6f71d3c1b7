-- len, sub, byte, char, upper, lower, reverse, rep and their errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local s = "hello"
for _, r in ipairs { { 1 }, { 2, 3 }, { -2 }, { -3, -2 }, { 0 }, { 4, 2 }, { 2, 100 }, { -100, 2 }, { 6 }, { math.mininteger, math.maxinteger } } do
  print(("%q"):format(s:sub(table.unpack(r))), s:byte(table.unpack(r)))
end
print(s:len(), #"", ("a\0b"):len(), s:upper(), ("ABC\200"):lower() == "abc\200", s:reverse(), (""):reverse())
print(string.char(), string.char(72, 105), string.char(0, 255) == "\0\255")
print(s:rep(0), s:rep(-1), s:rep(1), s:rep(3), s:rep(3, ", "), (""):rep(10), (""):rep(3, "-"), #s:rep(100, "--"), ("ab"):rep(300):sub(-5))
print(s:byte(10), s:byte(0), select("#", s:byte(1, -1)), select("#", s:byte(3, 2)))
for _, name in ipairs { "len", "sub", "byte", "upper", "lower", "reverse", "rep", "char" } do
  local f = string[name]
  print(pcall(f))
  print(pcall(f, {}))
  print(pcall(f, "x", {}))
  print(pcall(f, "x", 1.5))
end
print(pcall(string.char, 256))
print(pcall(string.char, 65, -1))
print(pcall(string.rep, "x", 1e10))
print(pcall(string.rep, "x", 1 << 40, "y"))
print(pcall(function() return (s:rep({})) end))
print(pcall(function() return (s:sub()) end))
print(pcall(function() return (("x").rep()) end))
print(pcall(function() local t = setmetatable({}, { __index = string, __name = "Custom" }); return (t:upper()) end))
