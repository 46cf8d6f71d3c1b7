-- getmetatable, setmetatable and protection.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local t = {}
print(getmetatable(t), setmetatable(t, nil) == t)
local mt = {}
print(setmetatable(t, mt) == t, getmetatable(t) == mt)
mt.__metatable = "locked"
print(getmetatable(t), pcall(setmetatable, t, {}))
print(pcall(function() setmetatable(t, nil) end))
print(getmetatable("").__index == string, getmetatable(1), getmetatable(print))
print(pcall(getmetatable))
print(pcall(setmetatable))
print(pcall(setmetatable, 1))
print(pcall(setmetatable, {}))
print(pcall(setmetatable, {}, 1))
local names = {}
for k in pairs(getmetatable("")) do names[#names + 1] = k end
table.sort(names)
print(table.concat(names, " "))
