-- string.pack and string.unpack of records.
-- suite: lib
-- quick: 15000
local n = tonumber(arg and arg[1]) or 300000

local pack, unpack = string.pack, string.unpack
local sum = 0
for i = 1, n do
  local record = pack("<i4I2ds1", i, i % 65536, i / 3, "name")
  local a, b, c, d = unpack("<i4I2ds1", record)
  sum = sum + a + b + #d + (c > 1 and 1 or 0)
end
print(string.format("%d", sum))
