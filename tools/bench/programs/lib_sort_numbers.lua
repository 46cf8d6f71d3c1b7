-- table.sort of numbers and strings in their own order.
-- suite: lib
-- quick: 8
local n = tonumber(arg and arg[1]) or 60

local seed = 42
local function random() seed = (seed * 16807) % 2147483647 return seed end
local sum = 0
for _ = 1, n do
  local numbers, strings = {}, {}
  for i = 1, 4000 do numbers[i] = random() end
  for i = 1, 1000 do strings[i] = "key" .. random() end
  table.sort(numbers)
  table.sort(strings)
  sum = sum + numbers[2000] % 1000 + #strings[500]
end
print(string.format("%d", sum))
