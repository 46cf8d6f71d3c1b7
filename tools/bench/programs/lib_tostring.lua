-- tostring of integers, floats and other values.
-- suite: lib
-- quick: 25000
local n = tonumber(arg and arg[1]) or 400000

local tostring = tostring
local sum = 0
for i = 1, n do
  sum = sum + #tostring(i) + #tostring(i + 0.5) + #tostring(i % 2 == 0) + #tostring("text")
end
print(string.format("%d", sum))
