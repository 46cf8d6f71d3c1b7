-- table.insert and table.remove at the end and in the middle.
-- suite: lib
-- quick: 40000
local n = tonumber(arg and arg[1]) or 800000

local insert, remove = table.insert, table.remove
local list, sum = {}, 0
for i = 1, 40 do list[i] = i end
for i = 1, n do
  insert(list, i)
  insert(list, 20, i)
  sum = sum + remove(list) % 7 + remove(list, 10) % 5
end
print(string.format("%d %d", sum, #list))
