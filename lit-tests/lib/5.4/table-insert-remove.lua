-- insert, remove and their errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local t = { 1, 2, 3 }
local function show() print(#t, table.concat(t, " ")) end
table.insert(t, 4) show()
table.insert(t, 1, 0) show()
table.insert(t, 3, "mid") show()
table.insert(t, #t + 1, "end") show()
print(table.remove(t), table.remove(t, 1), table.remove(t, 2)) show()
print(table.remove(t, #t + 1), table.remove({}), table.remove({}, 0), table.remove({ [0] = "zero" }, 0)) show()
print(pcall(table.insert))
print(pcall(table.insert, 1, 2))
print(pcall(table.insert, {}))
print(pcall(table.insert, {}, 1, 2, 3))
print(pcall(table.insert, {}, 2, "x"))
print(pcall(table.insert, {}, 0, "x"))
print(pcall(table.insert, {}, -1, "x"))
print(pcall(table.insert, {}, "x", "x"))
print(pcall(table.insert, {}, 1.5, "x"))
print(pcall(table.remove))
print((select(2, pcall(table.remove, {}, 2)):gsub("#%d", "#")))  -- #1 until 5.4.4, #2 in 5.4.8
print((select(2, pcall(table.remove, { 1, 2, 3 }, 5)):gsub("#%d", "#")))  -- #1 until 5.4.4, #2 in 5.4.8
print((select(2, pcall(table.remove, { 1, 2, 3 }, -1)):gsub("#%d", "#")))  -- #1 until 5.4.4, #2 in 5.4.8
print(pcall(table.remove, { 1, 2, 3 }, "x"))
print(pcall(function() table.insert(nil, 1) end))
print(pcall(function() local f = table.insert; f() end))
print(pcall(function() local lib = { go = table.remove }; lib.go(5) end))
local q = {}
for i = 1, 100 do table.insert(q, 1, i) end
local sum = 0
while #q > 0 do sum = sum * 3 % 1000003 + table.remove(q, 1) end
print(sum)
local nils = { 1, nil, 3 }
print(table.remove(nils, 1), nils[2])
