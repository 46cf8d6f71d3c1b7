-- string.pack of strings and floats.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("z", "abc")), hex(string.pack("s1", "abc")), hex(string.pack("<s2", "abc")), hex(string.pack(">s4", "abc")), hex(string.pack("<s", "a")), hex(string.pack("c5", "abc")), hex(string.pack("c0", "")))
print(string.unpack("z", "abc\0def"), string.unpack("zz", "abc\0def\0"), string.unpack("s1", "\3abcd"), string.unpack("c3", "abcdef"), string.unpack("c3c2", "abcdef"))
print(pcall(string.pack, "z", "a\0b")) print(pcall(string.pack, "c2", "abc")) print(pcall(string.pack, "s1", ("x"):rep(256))) print(#string.pack("s1", ("x"):rep(255))) print(pcall(string.pack, "z", {})) print(pcall(string.pack, "c", "x"))
print(pcall(string.unpack, "s1", "\5abc")) print(pcall(string.unpack, "c5", "abc")) print(pcall(string.unpack, "i4", "abc")) print(pcall(string.unpack, "z", "abc")) print(pcall(string.unpack, "s", "abc")) print(pcall(string.unpack, "<s2", "\255\255"))
for _, n in ipairs{0, 1, -1, 0.5, 3.14, 1e30, 1/0, -1/0, -0.0} do
  print(n, hex(string.pack("<f", n)), hex(string.pack(">d", n)), hex(string.pack("<n", n)), string.unpack("<f", string.pack("<f", n)), string.unpack(">d", string.pack(">d", n)))
end
print(string.pack("z", 12) == "12\0", string.pack("s1", 1.5) == "\0031.5", string.pack("f", "2") == string.pack("f", 2), pcall(string.pack, "d", "x"))
print(string.unpack("<hi4z", string.pack("<hi4z", 1, 2, "three"))) print(string.unpack("b", "abc", 2), string.unpack("b", "abc", -1), string.unpack("bb", "abc", 2), string.unpack("", "abc"), string.unpack("", "abc", 3))
for _, pos in ipairs{0, 4, 5, -3, -4, -10, 100} do print(pos, pcall(string.unpack, "", "abc", pos)) print(pcall(string.unpack, "b", "abc", pos)) end
print(pcall(string.unpack)) print(pcall(string.unpack, "b")) print(pcall(string.unpack, "b", {})) print(pcall(string.unpack, "b", "a", {})) print(select("#", string.unpack(("b"):rep(100), ("a"):rep(100))))
print(string.packsize("c10"), string.packsize("fdn"), pcall(string.packsize, "s")) print(pcall(string.packsize, "z")) print(pcall(string.packsize, "i4s2"))
