-- string.pack: alignment, padding, settings, formats that are not valid.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs{"!4 b i4", "!8 b i4", "!2 b i4", "! b d", "!4 b x i4", "b Xi4 b", "!4 b Xi4 b", "!8 b Xd b", "!1 b i8", "!4 i2 i8 b", ">!4 b i4", "bxxb", "!8 b i3", "!16 b i16"} do
  local args = {} for i = 1, 5 do args[i] = i end
  print(f, pcall(function() return hex(string.pack(f, table.unpack(args))) end)) print(pcall(string.packsize, f))
end
print(hex(string.pack("<i2 >i2 =i2 <i2", 1, 1, 1, 1)), hex(string.pack(" < i2 > i2 ", 1, 2)), string.pack("") == "", string.pack("x") == "\0", string.packsize(""))
print(string.unpack("!4 b i4", string.pack("!4 b i4", 7, 8))) print(string.unpack("<!4 b Xi4 i4", "\1\0\0\0\2\0\0\0")) print(string.unpack("bxb", "abc"), string.unpack("xx", "abc"))
for _, f in ipairs{"q", "a", "1", "%", "\1", "i4q", "X", "Xc4", "Xz", "Xx", "XX", "X ", "!0", "!17", "!3i4", "!", "!8i3", "c", "b!", "i99999999999", "bXi3", "!8bXi3"} do
  print((f:gsub("%c", "?")), pcall(function() return hex(string.pack(f, 1, 2, 3)) end)) print(pcall(string.packsize, f))
end
print(pcall(string.packsize, "c2147483647")) print(pcall(string.packsize, "c2147483647b")) print(pcall(string.packsize, "c2147483648"))
print(pcall(string.packsize, ("c1000000000"):rep(3))) print(pcall(string.packsize)) print(pcall(string.pack)) print(pcall(string.pack, {}))
print(string.packsize("!8 b d"), string.packsize("!4 b d"), string.packsize("b d"), string.packsize("!8 b Xd"), string.packsize("<!8 i1 i2 i4 i8"))
print(string.pack("b\0b", 1, 2) == "\1", string.unpack("b\0b", "ab"))
