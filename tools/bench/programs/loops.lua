-- Nested counting loops with integer arithmetic only.
-- suite: numeric
-- quick: 2500
local n = tonumber(arg and arg[1]) or 9000

local sum = 0
for i = 1, n do
  for j = 1, n do
    if (i + j) % 3 == 0 then sum = sum + i % 7 else sum = sum - j % 5 end
  end
end
print(string.format("%d", sum))
