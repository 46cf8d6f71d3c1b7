-- pcall and xpcall: results, handlers, nesting.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(pcall(function(...) return select("#", ...), ... end, 1, nil, 3))
print(pcall(pcall))
print(pcall(pcall, pcall, error, "deep"))
print(pcall(1))
print(pcall(nil))
print(pcall {})
print(xpcall(function(a, b) return b, a end, print, 1, 2))
print(xpcall(error, function(m) return "handled " .. tostring(m) end, "e"))
print(xpcall(function() local x = nil; return x.y end, function(m) return m:gsub("^.*: ", "") end))
print(pcall(xpcall))
print(pcall(xpcall, print))
print(pcall(xpcall, print, 1))
print(xpcall(function() error({ 1 }) end, function(m) return type(m) end))
print(xpcall(pcall, print, error, "inner"))
local function count(n) if n == 0 then error("bottom", 0) end return pcall(count, n - 1) end
print(count(5))
local calls = 0
print(xpcall(function() xpcall(error, function() calls = calls + 1 end) error("again", 0) end,
  function(m) calls = calls + 1 return m end), calls)
print(select("#", pcall(function() end)))
local t = setmetatable({}, { __call = function(self, a) return "called", a end })
print(pcall(t, 5))
print(xpcall(t, print, 6))
