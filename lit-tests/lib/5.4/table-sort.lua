-- sort: orders, comparison functions, stability of the algorithm's choices, errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function sorted(t, f)
  table.sort(t, f)
  return table.concat(t, " ")
end
print(sorted { 3, 1, 2 }, sorted {}, sorted { 1 }, sorted { 2, 1 })
print(sorted { "b", "a", "B", "", "ab", "a\0b", "a\0a" })
print(sorted({ 5, 2, 8, 1 }, function(a, b) return a > b end))
print(sorted { 1.5, 1, -1, 1e10, -2.5, 1 / 0, -1 / 0 })
local t, x = {}, 12345
for i = 1, 1000 do
  x = (x * 1103515245 + 12345) % 2147483648
  t[i] = x % 100
end
print(sorted(t))
-- Equal keys: which one comes first is the algorithm's.
local records = {}
for i = 1, 60 do records[i] = { key = (i * 7) % 5, id = i } end
table.sort(records, function(a, b) return a.key < b.key end)
for _, r in ipairs(records) do io.write(r.key, ":", r.id, " ") end
print()
local calls = {}
table.sort({ 4, 2, 5, 1, 3, 6 }, function(a, b) calls[#calls + 1] = a .. "<" .. b return a < b end)
print(table.concat(calls, " "))
local ascending = {}
for i = 1, 300 do ascending[i] = i end
local n = 0
table.sort(ascending, function(a, b) n = n + 1 return a < b end)
print(n)
print(pcall(table.sort, { 3, 1, 2, 5, 4, 7, 6, 8 }, function() return true end))
print(pcall(table.sort, { 1, 2, 3 }, function() return true end))
print(pcall(table.sort, { 1, "x" }))
print(pcall(table.sort, { {}, {} }))
print(pcall(table.sort, { 1, 2 }, 5))
print(pcall(table.sort, { 1 }, 5))
print(pcall(table.sort))
print(pcall(table.sort, { 1, 2, 3 }, function() error("in comparison") end))
print(pcall(table.sort, setmetatable({}, { __len = function() return math.maxinteger end })))
local meta = { __lt = function(a, b) return a.v < b.v end }
local objects = {}
for i, v in ipairs { 3, 1, 2 } do objects[i] = setmetatable({ v = v }, meta) end
table.sort(objects)
print(objects[1].v, objects[2].v, objects[3].v)
