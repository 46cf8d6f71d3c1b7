-- table.sort with and without a comparison function, on numbers and on records.
-- suite: arrays
-- quick: 50000
local n = tonumber(arg and arg[1]) or 500000

local seed = 42
local function random()
  seed = (seed * 16807) % 2147483647
  return seed
end

local numbers, records = {}, {}
for i = 1, n do
  numbers[i] = random()
  records[i] = { key = random() % 1000, order = i }
end
table.sort(numbers)
table.sort(records, function(a, b)
  if a.key ~= b.key then return a.key < b.key end
  return a.order < b.order
end)
for i = 2, n do assert(numbers[i - 1] <= numbers[i]) end
print(string.format("%d %d %d %d", numbers[1], numbers[n], records[1].order, records[n].order))
