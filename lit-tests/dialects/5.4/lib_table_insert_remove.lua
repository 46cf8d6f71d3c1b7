-- table.insert and table.remove: positions, edges, argument counts.
local function show(t) local r = {} for i = 1, #t do r[i] = tostring(t[i]) end return table.concat(r, " ") end
local t = {}
table.insert(t, "a") table.insert(t, "c") table.insert(t, 2, "b") table.insert(t, 1, "z") table.insert(t, 5, "end")
print(show(t), #t)
print(table.remove(t), table.remove(t, 1), table.remove(t, 2), show(t))
print(table.remove(t, 2), show(t), table.remove(t), #t, table.remove(t), #t)
print(select("#", table.remove({}, 1)), select("#", table.remove({})))
for i = 1, 5 do table.insert(t, 1, i) end
print(show(t))
for i = 1, 3 do io.write(table.remove(t, 1), " ") end
print(show(t))
local big = {}
for i = 1, 300 do big[i] = i end
for i = 1, 100 do table.insert(big, i * 2, -i) end
for i = 1, 50 do table.remove(big, i) end
local sum = 0
for i, v in ipairs(big) do sum = sum + i * v end
print(#big, sum, big[1], big[100], big[350])
for _, pos in ipairs{-1, 0, 1, 3, 4, 5, 10} do
  local u = {"x", "y", "z"}
  print("insert", pos, pcall(function() table.insert(u, pos, "new") end))
  print(show(u), u[0], u[-1], u[10])
  local v = {"x", "y", "z"}
  print("remove", pos, select(2, pcall(function() return (table.remove(v, pos)) end)))
  print(show(v))
end
print(pcall(function() table.insert({}) end))
print(pcall(function() table.insert({}, 1, 2, 3) end))
print(pcall(function() table.insert() end))
print(pcall(function() table.insert(1, 2) end))
print(pcall(function() table.insert({}, "x", 2) end))
print(pcall(function() table.insert({1, 2}, 1.5, 2) end))
print(pcall(function() table.remove({1, 2}, 1.5) end))
print(pcall(function() table.remove() end))
print(pcall(function() table.remove({}, {}) end))
print(table.remove({[0] = "zero"}, 0))
