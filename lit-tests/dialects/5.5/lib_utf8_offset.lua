-- utf8.offset: forwards, backwards, zero, out of range.
local s = "aä€😀z"
for n = -7, 7 do print(n, utf8.offset(s, n)) end
for i = 1, #s + 1 do print(i, utf8.offset(s, 0, i)) end
for _, i in ipairs{1, 2, 4, 7, 11, 12, -1, -5, -11} do print(i, pcall(utf8.offset, s, 1, i)) print(pcall(utf8.offset, s, 2, i)) print(pcall(utf8.offset, s, -1, i)) end
print(utf8.offset("", 1), utf8.offset("", 0), utf8.offset("", -1), utf8.offset("", 2), utf8.offset("abc", 4), utf8.offset("abc", 5), utf8.offset("abc", -3), utf8.offset("abc", -4))
print((select(2, pcall(function() return utf8.offset(s, 1, 3) end)))) print((select(2, pcall(function() return utf8.offset(s, -1, 5) end))))
print((select(2, pcall(function() return utf8.offset(s, 1, 14) end)))) print((select(2, pcall(function() return utf8.offset(s, 1, -20) end))))
print((select(2, pcall(function() return utf8.offset("abc", 1, 0) end)))) print((select(2, pcall(function() return utf8.offset("abc") end)))) print((select(2, pcall(function() return utf8.offset("abc", {}) end))))
print(pcall(utf8.offset, "\x80\x80", 0, 2)) print(pcall(utf8.offset, "\x80", 1)) print(utf8.offset("äöü", 2), utf8.offset("äöü", 3), utf8.offset("äöü", 4), utf8.offset("äöü", -1))
local function sub(str, i, j) return str:sub((utf8.offset(str, i)), (utf8.offset(str, j + 1)) - 1) end
print(sub(s, 1, 1), sub(s, 2, 3), sub(s, 4, 4), sub(s, 1, 5) == s)
