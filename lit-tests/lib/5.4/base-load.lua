-- load with strings and readers, modes and environments.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(load("return 1 + 1")())
print(load("return ...", "name", "t", {})(7))
print(load("x = 5; return x", "name", "t", {})(), x)
print(load("return _ENV", "n", "t", nil)())
print(load("syntax error"))
print(load("x =", "=name"))
print(load("x =", "@file.lua"))
print(load("x =\n\n=", "line one\nline two"))
local parts = { "return ", "4", "2", "" }
local i = 0
print(load(function() i = i + 1 return parts[i] end)())
i = 0
print(load(function() i = i + 1 return ({ "x =" })[i] end, "=reader"))
i = 0
print(load(function() i = i + 1 return ({ "x =" })[i] end))
print(pcall(load, function() return {} end))
print(pcall(function() local f, m = load(function() return {} end) return f, m end))
print(pcall(load, function() error("in reader") end))
print(load("return 1", "x", "b"))
print(load("return 1", "x", "q"))
print(load("\27Lua", "x", "t"))
print(pcall(load))
print(pcall(load, 1.5, "n"))
print(pcall(load, {}))
print(pcall(load, "", {}))

print(pcall(load("error('position')", "=chunk")))
print(pcall(load("error('position')", "a chunk")))
print(load("return 1", 5)())
