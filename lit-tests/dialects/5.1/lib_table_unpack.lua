-- unpack: ranges, holes, too many results, the arguments of functions.
local unpack = unpack or table.unpack
print(unpack({1, 2, 3})) print(unpack({1, 2, 3}, 2)) print(unpack({1, 2, 3}, 2, 3)) print(unpack({1, 2, 3}, 2, 5)) print(unpack({1, 2, 3}, 4))
print(unpack({1, 2, 3}, 3, 2)) print(unpack({}, 1, 3)) print(unpack({[0] = 0, 1}, 0)) print(unpack({1, 2}, -1, 2)) print(unpack({}, 0, 0))
print(select("#", unpack({})), select("#", unpack({}, 1, 10)), select("#", unpack({1, nil, 3}, 1, 3)), (unpack{1, 2}))
print(unpack({1, 2, 3}, "2"), unpack({1, 2, 3}, 1, "2"))
print(unpack({1, 2, 3}, 1.9, 2.9))
local t = {}
for i = 1, 200 do t[i] = i end
print(select("#", unpack(t)), (select(200, unpack(t))), math.max(unpack(t)))
print((select(2, pcall(function() return unpack({}, 1, 1e7) end))))
print((select(2, pcall(function() return unpack({}, 1, 2^31 - 1) end))))
print(pcall(function() return unpack({}, {}) end))
print(pcall(function() return unpack({}, 1, {}) end))
print(pcall(function() return (unpack(setmetatable({}, {__index = function(_, k) return k * 2 end}), 1, 3)) end))
print(pcall(function() return unpack(setmetatable({}, {__len = function() return 2 end, __index = function(_, k) return k end})) end))
