-- bit32: shifts and rotations in both directions.
local function x(n) return string.format("%08x", n) end
for _, v in ipairs{0, 1, 0x80000000, 0xdeadbeef, 0x7fffffff, 0xffffffff} do
  for _, name in ipairs{"lshift", "rshift", "arshift", "lrotate", "rrotate"} do
    local line = {}
    for _, d in ipairs{-64, -33, -32, -31, -4, -1, 0, 1, 4, 8, 31, 32, 33, 64, 100} do line[#line + 1] = x(bit32[name](v, d)) end
    print(name, table.concat(line, " "))
  end
end
print(bit32.lshift("1", "4"), bit32.rshift(-1, 28), bit32.arshift(-1, 4), bit32.arshift(-256, 4), bit32.lshift(2^32 + 1, 1))
print(bit32.lshift(1, 2.9), bit32.lrotate(1, 1.5))
for _, name in ipairs{"lshift", "rshift", "arshift", "lrotate", "rrotate"} do
  print(name, pcall(function() return bit32[name](1, "x") end)) print(name, pcall(function() return bit32[name]({}, 1) end))
end
local h = 0 for i = 1, 100 do h = bit32.bxor(bit32.lrotate(h, 5), i) end print(h)
local crc = 0xffffffff
for i = 1, 9 do crc = bit32.bxor(crc, ("123456789"):byte(i)) for _ = 1, 8 do local low = bit32.band(crc, 1) crc = bit32.rshift(crc, 1) if low == 1 then crc = bit32.bxor(crc, 0xedb88320) end end end
print(x(bit32.bnot(crc)))
