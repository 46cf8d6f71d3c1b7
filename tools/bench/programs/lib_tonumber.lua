-- tonumber of integers, floats, hexadecimal numerals and other bases.
-- suite: lib
-- quick: 30000
local n = tonumber(arg and arg[1]) or 500000

local tonumber = tonumber
local texts = {"12", "3.25", " 77 ", "0x1F", "1e3", "x", "123456789", "0.001"}
local sum = 0
for i = 1, n do
  sum = sum + (tonumber(texts[i % 8 + 1]) or 0) + tonumber("ff", 16) + (tonumber(i) or 0) % 10
end
print(string.format("%.3f", sum))
