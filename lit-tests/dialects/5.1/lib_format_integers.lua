-- string.format: %d and its kin with every flag.
local numbers = {0, 1, -1, 7, 42, -42, 255, 65535, 2^31, -2^31, 2^32, 2^53}
for _, spec in ipairs{"%d", "%i", "%5d|", "%-5d|", "%05d", "%+d", "% d", "%+5d|", "%-+5d|", "%.3d",
  "%8.3d|", "%-8.3d|", "%.0d", "%20d|", "%020d"} do
  local line = {}
  for i, n in ipairs(numbers) do line[i] = string.format(spec, n) end
  print(spec, table.concat(line, " "))
end
for _, spec in ipairs{"%x", "%X", "%o", "%u", "%#x", "%#X", "%#o", "%8x|", "%-8x|", "%08x", "%.4x", "%#.4x",
  "%#10x|", "%-#10x|", "%#010x", "%10u|", "%.5o"} do
  local line = {}
  for i, n in ipairs{0, 1, 7, 8, 42, 255, 65535, 2^31, 2^32, 2^53} do
    line[i] = string.format(spec, n)
  end
  print(spec, table.concat(line, " "))
end
print(string.format("%d %d %d", "10", "0x10", " 7 "))
print(string.format("%x %X %o", -1, -255, -8))
print(string.format("%d %d", 3.9, -3.9))
print(string.format("%x %u", 255.9, 1.5))
print((select(2, pcall(function() return string.format("%d", 2^63) end))))
print((select(2, pcall(function() return string.format("%d", -2^63) end))))
print((select(2, pcall(function() return string.format("%d", 1e100) end))))
print((select(2, pcall(function() return string.format("%u", 2^63) end))))
print((select(2, pcall(function() return string.format("%d", "x") end))))
print((select(2, pcall(function() return string.format("%d", {}) end))))
print((select(2, pcall(function() return string.format("%d") end))))
