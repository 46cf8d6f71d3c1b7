-- bit32.extract and bit32.replace: fields and their limits.
for _, f in ipairs{{0, 1}, {0, 4}, {4, 4}, {8, 8}, {16, 16}, {0, 32}, {31, 1}, {28, 4}, {1, 31}} do
  print(f[1], f[2], bit32.extract(0xdeadbeef, f[1], f[2]), bit32.replace(0, 0xffffffff, f[1], f[2]), bit32.replace(0xdeadbeef, 0, f[1], f[2]), bit32.replace(0xdeadbeef, 5, f[1], f[2]))
end
print(bit32.extract(0xff, 0), bit32.extract(0xfe, 0), bit32.extract(8, 3), bit32.replace(0, 1, 5), bit32.replace(0xff, 0, 0), bit32.replace(0, 3, 31))
print(bit32.extract(-1, 28, 4), bit32.extract(2^32 + 3, 0, 2), bit32.extract("255", "4", "4"), bit32.replace(0, -1, 8, 8))
for _, f in ipairs{{-1, 1}, {0, 0}, {0, -1}, {32, 1}, {0, 33}, {31, 2}, {16, 17}, {100, 1}} do
  print(f[1], f[2], pcall(function() return bit32.extract(1, f[1], f[2]) end)) print(pcall(function() return bit32.replace(1, 1, f[1], f[2]) end))
end
print(pcall(function() return bit32.extract(1) end)) print(pcall(function() return bit32.extract(1, {}) end)) print(pcall(function() return bit32.extract(1, 1, {}) end))
print(pcall(function() return bit32.replace(1, 2) end)) print(pcall(function() return bit32.replace({}, 2, 1) end)) print(pcall(function() return bit32.replace(1, "x", 1) end))
local packed = 0
for i, v in ipairs{3, 200, 17, 99} do packed = bit32.replace(packed, v, (i - 1) * 8, 8) end
print(packed) for i = 0, 3 do io.write(bit32.extract(packed, i * 8, 8), " ") end print()
