-- concat and its errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(table.concat {}, table.concat({}, "x"), table.concat({ 1 }, "x"))
print(table.concat({ 1, 2.5, "three", -0.0, 1e100 }, ", "))
print(table.concat({ 1, 2, 3 }, ","), table.concat({ 1, 2, 3 }, ",", 2), table.concat({ 1, 2, 3 }, ",", 2, 3))
print(table.concat({ 1, 2, 3 }, ",", 3, 2), table.concat({ 1, 2, 3 }, 0), table.concat({ [5] = "five" }, "", 5, 5))
print(table.concat({ [math.maxinteger] = "last" }, "-", math.maxinteger, math.maxinteger))
print(#table.concat({ ("x"):rep(1000), ("y"):rep(2000) }, ("z"):rep(300)))
print(pcall(table.concat))
print(pcall(table.concat, {}, {}))
print(pcall(table.concat, { 1, {}, 3 }))
print(pcall(table.concat, { 1, 2 }, ",", 1, 3))
print(pcall(table.concat, { print }))
print(pcall(table.concat, { true }))
print(pcall(table.concat, {}, ",", "x"))
print(pcall(table.concat, {}, ",", 1, 1.5))
print(pcall(function() table.concat({ {} }) end))
local proxy = setmetatable({}, { __index = function(_, i) return "v" .. i end, __len = function() return 3 end })
print(table.concat(proxy, " "))
