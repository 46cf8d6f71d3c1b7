-- lines: of files and names, formats, closing, errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local name = os.tmpname()
local out = io.open(name, "w")
out:write("one\ntwo 2\n\nlast")
out:close()
for l in io.lines(name) do io.write("[", l, "]") end
print()
for l in io.lines(name, "L") do io.write("[", l, "]") end
print()
for a, b in io.lines(name, 1, 2) do io.write("[", a, "|", tostring(b), "]") end
print()
for l in io.lines(name, "a") do io.write(#l, " ") break end
print()
local f = io.open(name)
for l in f:lines() do io.write("[", l, "]") end
print(io.type(f), f:read("a"), f:close())
f = io.open(name)
local step = f:lines("n")
print(step())
f:close()
print(pcall(step))
print(pcall(function() step() end))
print(select("#", io.lines(name)))
local it, s, c, closing = io.lines(name)
print(s, c, io.type(closing))
repeat until not it()
print(io.type(closing))
print(pcall(it))
print(pcall(io.lines, "/no/such/file"))
print(pcall(function() for _ in io.lines("/no/such/file") do end end))
print(pcall(function() for _ in io.lines(name, "x") do end end))
print(pcall(io.lines, name, table.unpack({}, 1, 251)))
print(pcall(io.lines, {}))
print(pcall(f.lines, f))
os.remove(name)
