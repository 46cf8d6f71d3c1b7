-- string.format: integers, floats, strings and their widths.
-- suite: lib
-- quick: 15000
local n = tonumber(arg and arg[1]) or 250000

local format = string.format
local sum = 0
for i = 1, n do
  sum = sum + #format("%d", i) + #format("%5.2f|%g", i / 7, i)
  sum = sum + #format("%s: %s", "name", i) + #format("%-10s|%10s|", "left", "right")
  sum = sum + #format("%x %05d", i, i)
end
print(format("%d", sum))
