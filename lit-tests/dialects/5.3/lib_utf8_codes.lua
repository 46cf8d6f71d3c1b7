-- utf8.codes, codepoint and char.
for p, c in utf8.codes("aä€😀z") do io.write(p, ":", c, " ") end print()
for p, c in utf8.codes("") do io.write(p, ":", c) end for p, c in utf8.codes("\0a") do io.write(p, ":", c, " ") end print()
for _, s in ipairs{"a\xff", "ab\x80", "\xc3", "a\xed\xa0\x80", "\xf4\x90\x80\x80", "ä\xa4", "x\xe2\x82"} do
  local seen = {}
  print(pcall(function() for p, c in utf8.codes(s) do seen[#seen + 1] = p .. ":" .. c end end)) print(table.concat(seen, " "))
end
print(utf8.codepoint("abc"), utf8.codepoint("abc", 2), utf8.codepoint("äöü", 1, -1)) print(utf8.codepoint("a€", 2), utf8.codepoint("😀"), utf8.codepoint("abc", 3, 2))
print(pcall(function() return utf8.codepoint("abc", 4) end)) print(pcall(function() return utf8.codepoint("abc", 1, 4) end)) print(pcall(function() return utf8.codepoint("abc", 0) end))
print(pcall(function() return utf8.codepoint("ä", 2) end)) print(pcall(function() return utf8.codepoint("\xff") end)) print(pcall(function() return utf8.codepoint("", 1, 1) end))
print(pcall(function() return utf8.codepoint("\xed\xa0\x80") end))
print(utf8.char(), utf8.char(72, 228, 8364, 128512), utf8.char(0) == "\0", #utf8.char(0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff), utf8.char(0xD800) == "\xed\xa0\x80")
print(utf8.char("65"), utf8.char(66.0), pcall(function() return utf8.char(-1) end)) print(pcall(function() return utf8.char(0x110000) == "\xf4\x90\x80\x80" end))
print(pcall(function() return #utf8.char(0x7fffffff) end)) print(pcall(function() return utf8.char(0x80000000) end)) print(pcall(function() return utf8.char(1.5) end)) print(pcall(function() return utf8.char("x") end))
print(pcall(function() return utf8.codes() end)) print(pcall(function() return utf8.codes({}) end)) print(pcall(function() return utf8.codepoint() end))
print(utf8.codepoint(utf8.char(1, 127, 128, 2047, 2048, 65535, 65536, 1114111), 1, -1))
