-- The sieve of Eratosthenes over an array of booleans, twenty times.
-- suite: arrays
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1000000

local count
for _ = 1, 20 do
  local composite = {}
  for i = 1, n do composite[i] = false end
  count = 0
  for i = 2, n do
    if not composite[i] then
      count = count + 1
      for j = i * i, n, i do composite[j] = true end
    end
  end
end
print(string.format("%d", count))
