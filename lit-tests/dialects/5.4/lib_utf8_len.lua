-- utf8.len: ranges, invalid bytes, surrogates, large values.
print(utf8.len(""), utf8.len("abc"), utf8.len("äöü"), utf8.len("日本語"), utf8.len("a€😀"), utf8.len("\0\0"))
print(utf8.len("äöü", 3), utf8.len("äöü", 1, 2), utf8.len("äöü", -2), utf8.len("äöü", 7), utf8.len("äöü", 5, 4), utf8.len("abc", 1, -2))
for _, s in ipairs{"\x80", "a\x80", "\xff", "ab\xc3", "\xc3\x28", "\xe2\x82", "\xe2\x28\xa1", "\xf0\x28\x8c\xbc", "\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80",
  "\xf4\x90\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf\xbf", "\xf8\x88\x80\x80\x80", "\xfe", "ok\xe4", "\xc3\xa4\xa4"} do
  print(#s, utf8.len(s))
  print(utf8.len(s, 1, -1, true))
end
print(utf8.len("äöü", 2)) print(utf8.len("aä", 3))
print(pcall(function() return utf8.len("abc", 5) end)) print(pcall(function() return utf8.len("abc", 0) end)) print(pcall(function() return utf8.len("abc", 1, 4) end))
print(pcall(function() return utf8.len("abc", -5) end)) print(utf8.len("abc", 4), utf8.len("", 1), utf8.len("abc", 3, -10))
print(pcall(function() return utf8.len() end)) print(pcall(function() return utf8.len({}) end)) print(pcall(function() return utf8.len("x", {}) end)) print(utf8.len(123))
print(utf8.charpattern == "[\0-\x7F\xC2-\xF4][\x80-\xBF]*", #utf8.charpattern, utf8.charpattern:byte(1, -1))
for c in ("aä€"):gmatch(utf8.charpattern) do io.write("<", c, ">") end print()
