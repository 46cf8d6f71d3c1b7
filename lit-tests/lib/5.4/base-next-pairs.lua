-- next, pairs, ipairs, with metamethods.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(next {}, next { 10 })
print(pcall(next))
print(pcall(next, nil))
print(pcall(next, {}, "absent"))
print(pcall(function() next({}, 1) end))
print(pcall(pairs))
print((select("#", pcall(pairs, nil))))
print(pcall(ipairs))
local f, s, c = pairs { 1 }
print(f == next, type(s), c)
local f, s, c = ipairs("abc")
print(f == ipairs {}, s, c)
print(select("#", pairs {}), select("#", ipairs {}))
for i, v in ipairs { 1, 2, nil, 4 } do io.write(i, "=", v, " ") end
print()
local proxy = setmetatable({}, { __index = function(_, i) if i < 4 then return i * i end end })
for i, v in ipairs(proxy) do io.write(i, "=", v, " ") end
print()
local p = setmetatable({}, { __pairs = function(t) return function(_, k) if not k then return 1, t end end, t, nil, "x", 5 end })
for k, v in pairs(p) do print(k, v == p) end
print(select("#", pairs(p)))
print(pcall(pairs, setmetatable({}, { __pairs = function() error("in pairs") end })))
print(pcall(function() for _ in pairs(nil) do end end))
local t = { a = 1, b = 2, c = 3 }
for k in pairs(t) do t[k] = nil end
print(next(t))
