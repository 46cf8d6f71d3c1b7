-- The functions of the mathematical library.
-- suite: lib
-- quick: 60000
local n = tonumber(arg and arg[1]) or 1200000

local floor, max, min, abs, sqrt, fmod = math.floor, math.max, math.min, math.abs, math.sqrt, math.fmod
local sum = 0
for i = 1, n do
  local x = i / 3
  sum = sum + floor(x) + max(i, 100) + min(x, 7) + abs(50 - i) + sqrt(x) + fmod(i, 7)
end
print(string.format("%.4f", sum))
