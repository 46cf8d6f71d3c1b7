-- Zero bytes in subjects and patterns.
local function show(s)
  return type(s) == "string" and (s:gsub("%c", function(c) return "<" .. c:byte() .. ">" end)) or tostring(s)
end
print(("a\0b"):find("b"), ("a\0b"):find("%z"), ("a\0b\0c"):gsub("%z", "-"))
print(("a\0b"):find("\0"), ("a\0bc"):find("a\0b"), ("a\0bc"):find("\0bc"), ("ab"):find("a\0b"))
print(("a\0bc"):find("a\0x"), ("a\0bc"):find("\0", 1, true), ("a\0bc"):find("\0x", 1, true), ("abc"):find("\0", 1, true))
print(("a\0bc"):find("a.b"), ("a\0bc"):find("a[^x]b"), ("a\0bc"):match("a%Wb") and "yes")
print(("a\0bc"):find("a\0[b]"), ("a\0.c"):find("a\0%."), ("\0\0\0"):find("\0+"), ("x\0\0"):match("x\0*") == "x\0\0")
print(pcall(string.find, "a\0b", "[\0]"), pcall(string.find, "a\0b", "[^\0]+"), pcall(string.find, "ab\0c", "[^%z]+"))
print(pcall(string.find, "a\0b", "[a-\0]"), pcall(string.find, "\0", "[%z-a]"), pcall(string.find, "a\0b", "(\0)"))
print(show((("a\0b"):gsub("a", "\0"))), show((("a\0b"):gsub("\0", "z"))), show((("a\0b"):gsub("%z", "%0%0"))))
for w in ("a\0b\0\0c"):gmatch("[^%z]+") do io.write(w, ";") end
for w in ("x\0y"):gmatch("(.)") do io.write(show(w), ";") end
print()
print(("a\0b"):match("(.-)%z"), show(("a\0b"):match("()%z()")), #("a\0b"):match(".*"), ("a\0b"):len())
print(("%\0"):find("%%\0"), ("a"):find("a\0"), ("a\0"):find("a\0$"), ("\0a"):find("^\0a"))
print(show(("a\0b"):reverse()), ("\0"):rep(3) == "\0\0\0", show(("\0"):upper()), ("a\0" .. "b") == "a\0b")
