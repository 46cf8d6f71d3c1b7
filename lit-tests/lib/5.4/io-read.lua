-- read: all formats.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local name = os.tmpname()
local function with(text, f)
  local out = assert(io.open(name, "wb"))
  out:write(text)
  out:close()
  local file = assert(io.open(name, "rb"))
  f(file)
  if io.type(file) == "file" then file:close() end
end
with("1 2.5 0x10 -7 1e5 nan abc\nline2\n\nlast", function(f)
  print(f:read("n", "n", "n", "n", "n", "n"))
  print(f:read("l"), f:read("L"), f:read("l"), f:read("l"), f:read("l"), f:read("a"), f:read("a"), f:read(0))
end)
with("abc\n", function(f) print(f:read(0, 1, 2, 5), f:read(0)) end)
with("abcdef", function(f) print(f:read(2), f:read(100), f:read(1), f:read("a")) end)
with("one\ntwo\r\nthree", function(f) print(f:read("*l", "*L", "*a")) end)
with("line", function(f) print(f:read(), f:read()) end)
with("", function(f) print(f:read("a"), f:read("l"), f:read("n"), f:read(0), f:read(1)) end)
with("\n\n", function(f) print(f:read("l", "l", "l")) end)
with("a\0b\nc", function(f) local s = f:read() print(#s, s == "a\0b", f:read("n")) end)
for _, numeral in ipairs { "12", "-0x1.8p1", "+5", ".5", "5.", "0x", "0x.p1", "1e", "1e+", "--1", "1..2", "0b1", "  \n\t7", "1e+5x", "0xffg", "99999999999999999999", "." , ("1"):rep(250), "e5", "1 2" } do
  with(numeral .. "|rest", function(f) print(f:read("n"), f:read("l")) end)
end
with("x", function(f)
  print(pcall(f.read, f, "x"))
  print(pcall(f.read, f, "*q"))
  print(pcall(f.read, f, {}))
  print(pcall(f.read, f, 1.5))
  print(pcall(function() f:read("q") end))
end)
with(("y"):rep(100000) .. "\nz", function(f) print(#f:read("l"), f:read("a")) end)
os.remove(name)
