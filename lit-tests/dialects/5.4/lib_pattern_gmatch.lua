-- string.gmatch: iteration, captures, positions to start from, nesting, use after the end.
for w in ("one two  three"):gmatch("%a+") do io.write("[", w, "]") end
for k, v in ("a=1,b=22"):gmatch("(%w)=(%w+)") do io.write(" ", k, "->", v) end
for p, c in ("xyz"):gmatch("()(.)") do io.write(" ", p, c) end
print()
local f = ("ab"):gmatch(".")
print(f(), f(), f())
local g = ("abcabc"):gmatch("b")
print(g(), type(g), select("#", g()), select("#", g()))
for a in ("ab"):gmatch(".") do for b in ("xy"):gmatch(".") do io.write(a, b, " ") end end
print()
print(#(function() local t = {} for c in ("x"):rep(1000):gmatch(".") do t[#t + 1] = c end return t end)())
for l in ("line1\nline2\n\nline4"):gmatch("([^\n]*)\n?") do io.write("<", l, ">") end
print()
for l in ("a,b,,c"):gmatch("([^,]*)") do io.write("<", l, ">") end
print()
for w in ("abcabc"):gmatch("b.", 3) do io.write("<", w, ">") end
for w in ("abcabc"):gmatch("b.", -2) do io.write("<", w, ">") end
for w in ("abcabc"):gmatch("b.", 100) do io.write("<", w, ">") end
for w in ("abcabc"):gmatch("()", 6) do io.write("<", w, ">") end
for w in ("abcabc"):gmatch("b", -100) do io.write("<", w, ">") end
print()
print(pcall(function() return string.gmatch() end))
print(pcall(function() return string.gmatch("x") end))
print(pcall(function() return string.gmatch({}, "x") end))
print(pcall(function() return string.gmatch("x", "x", {}) end))
print(pcall(function() for w in ("x"):gmatch("(x") do end end))
print(pcall(function() for w in ("x"):gmatch("%") do end end))
print(pcall(function() return string.gfind == string.gmatch end), string.gfind == nil)
for w in string.gmatch(12345, "[24]") do io.write(w, " ") end
print()
