-- pack, unpack, move.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local p = table.pack(1, nil, 3, nil)
print(p.n, p[1], p[2], p[3], p[4], table.pack().n)
print(table.unpack({ 1, 2, 3 }))
print(table.unpack({ 1, 2, 3 }, 2))
print(table.unpack({ 1, 2, 3 }, 2, 5))
print(table.unpack({ 1, 2 }, -1, 1))
print(table.unpack({}, 1, 0))
print(select("#", table.unpack({}, 1, 200)), select("#", table.unpack({}, math.maxinteger, math.maxinteger)))
print(select("#", table.unpack({}, 1, 10000)))
print(pcall(table.unpack, {}, 1, 1e8))
print(pcall(table.unpack, {}, math.mininteger, math.maxinteger))
print(pcall(table.unpack))
print(pcall(table.unpack, {}, "x"))
print(pcall(table.unpack, {}, 1, {}))
print(table.unpack("abc", 1, 2))
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2), " "))
print(table.concat(table.move({ 1, 2, 3, 4 }, 2, 4, 1), " "))
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 3, { 9, 8 }), " "))
print(#table.move({ 1, 2, 3 }, 3, 2, 1))
print(pcall(table.move, {}, 1, 2))
print(pcall(table.move, {}, 1, math.maxinteger, 2))
print(pcall(table.move, {}, 0, math.maxinteger, 2))
print(pcall(table.move, {}, 1, 1, 1, 5))
print(pcall(table.move, 1, 1, 1, 1))
local log = {}
local proxy = setmetatable({}, {
  __index = function(_, i) log[#log + 1] = "get " .. i return i * 10 end,
  __newindex = function(t, i, v) log[#log + 1] = "set " .. i rawset(t, i, v) end,
})
table.move(proxy, 1, 3, 2)
print(table.concat(log, ", "))
