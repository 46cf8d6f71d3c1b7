-- string.pack of integers: sizes, byte orders, overflows, and the way back.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs{"b", "B", "h", "H", "l", "L", "j", "J", "T", "i", "I", "i1", "i2", "i3", "i4", "i5", "i7", "i8", "i9", "i16", "I1", "I3", "I8", "I16"} do
  for _, order in ipairs{"<", ">", "="} do
    local line = {}
    for _, n in ipairs{0, 1, 100, 127} do local s = string.pack(order .. f, n) line[#line + 1] = hex(s) assert(string.unpack(order .. f, s) == n) end
    print(order .. f, string.packsize(f), table.concat(line, " "))
  end
end
for _, f in ipairs{"b", "h", "i3", "i4", "j", "i9", "i16"} do print(f, hex(string.pack("<" .. f, -1)), hex(string.pack(">" .. f, -2)), string.unpack("<" .. f, string.pack("<" .. f, -100))) end
for _, c in ipairs{{"b", 128}, {"b", -129}, {"B", 256}, {"B", -1}, {"h", 32768}, {"H", 65536}, {"i3", 2^23 | 0}, {"I3", 2^24 | 0}, {"i4", 2^31 | 0}, {"I4", -1}, {"I8", -1}, {"i1", 1.5}, {"i1", "x"}, {"j", 2^63}} do
  print(c[1], c[2], pcall(function() return hex(string.pack("<" .. c[1], c[2])) end))
end
print(string.unpack("<i9", string.pack("<i9", math.mininteger)), string.unpack("<J", string.pack("<J", -1)), string.unpack("<I2", "\255\255"), string.unpack("<i2", "\255\255"))
for _, s in ipairs{"<i9\0\0\0\0\0\0\0\0\1", "<I9\255\255\255\255\255\255\255\255\255", ">i16\1" .. ("\0"):rep(15), "<i9\0\0\0\0\0\0\0\128\0"} do
  local f = s:match("^[<>][iI]%d+") print(f, pcall(function() return string.unpack(f, s:sub(#f + 1) .. ("\0"):rep(8)) end))
end
print(pcall(string.pack, "i0", 1)) print(pcall(string.pack, "i17", 1)) print(pcall(string.pack, "I100", 1)) print(pcall(string.pack, "i", "7")) print(pcall(string.pack, "i")) print(pcall(string.pack, "b b", 1))
