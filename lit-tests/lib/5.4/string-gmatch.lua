-- gmatch: captures, empty matches, the start position.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function all(...)
  local out = {}
  for a, b in string.gmatch(...) do out[#out + 1] = tostring(a) .. (b and "/" .. tostring(b) or "") end
  print(#out, table.concat(out, " "))
end
all("one two three", "%a+")
all("k=v, x=y", "(%w+)=(%w+)")
all("k=v, x=y", "(%w+)=(%w+)", 4)
all("abc", "")
all("abc", "b*")
all("abc", "()")
all("abc", "^a")
all("^a^a", "^a")
all("abc", "b", -1)
all("abc", "b", -2)
all("abc", "%a", 10)
all("abc", "", 4)
all("abc", "", 5)
all("", "")
all("a,b,,c", "([^,]*)")
local f = string.gmatch("ab", ".")
print(f(), f(), f(), f())
print(pcall(string.gmatch))
print(pcall(string.gmatch, "abc"))
print(pcall(string.gmatch, "abc", {}))
print(pcall(string.gmatch, "abc", "b", "x"))
print(pcall(function() for _ in ("x"):gmatch("(") do end end))
