-- table.sort with an order function.
-- suite: lib
-- quick: 6
local n = tonumber(arg and arg[1]) or 40

local seed = 7
local function random() seed = (seed * 16807) % 2147483647 return seed end
local sum = 0
for _ = 1, n do
  local list = {}
  for i = 1, 4000 do list[i] = random() end
  table.sort(list, function(a, b) return a > b end)
  sum = sum + list[1000] % 1000
end
print(string.format("%d", sum))
