-- Errors of type, tostring and print.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(pcall(type))
print(pcall(tostring))
print(pcall(tostring, setmetatable({}, { __tostring = function() return {} end })))
print(pcall(print, setmetatable({}, { __tostring = function() error("inside") end })))
print(pcall(tostring, setmetatable({}, { __tostring = 1 })))
print(pcall(function() tostring() end))
