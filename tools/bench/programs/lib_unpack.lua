-- unpack and select of lists.
-- suite: lib
-- quick: 50000
local n = tonumber(arg and arg[1]) or 900000

local unpack = table.unpack or unpack
local three, ten = {1, 2, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
local sum = 0
for i = 1, n do
  local a, b, c = unpack(three)
  sum = sum + a + b + c + select("#", unpack(ten)) + select(5, unpack(ten, 2, 8))
end
print(string.format("%d", sum))
