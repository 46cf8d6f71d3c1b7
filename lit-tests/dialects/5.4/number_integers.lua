-- Integers: wrapping, subtypes of results, conversions that succeed and fail.
local maxi, mini = math.maxinteger, math.mininteger
print(maxi + 1 == mini, mini - 1 == maxi, maxi * 2, mini * 2, maxi * maxi, mini * mini, -mini == mini)
print(maxi + 1.0, maxi * 2.0, maxi // 1, maxi / 1, 1e15 + 1, 2^53 + 1)
for _, v in ipairs { 1, 1.0, 2^31, 2^31 | 0, "1", 1 + 1, 1 + 1.0, 1 * 1.0, 3 - 3, 3 // 1, 3 / 1, 2 ^ 1, -1, -1.0, 7 % 2, 7 % 2.0 } do
  print(v, math.type(v))
end
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger(2^63), math.tointeger(-2^63), math.tointeger(1 / 0))
print(1e15 | 0, 2^62 | 0, -2^63 | 0, 1e18 | 0)
for _, f in ipairs { 1.5, 2^63, -2^63 - 2048, 1 / 0, -1 / 0, 0 / 0, 1e100 } do
  print(pcall(function() return f | 0 end))
  print(pcall(string.rep, "x", f))
end
print(pcall(function() local x = 1.5 return 1 & x end))
print(pcall(function() local t = { y = 2.5 } return t.y ~ 1 end))
print(pcall(function() return ~2.5 end))
print(0xffffffffffffffff, 0x7fffffffffffffff + 1 == mini, 0x8000000000000000 == mini, 0x1ffffffffffffffff)
print(9223372036854775807, 9223372036854775808, -9223372036854775808, 18446744073709551616)
print(tostring(1e15 // 1), tostring(1e16 // 1), tostring(10 // 1), 1e100 // 1 == 1e100)
local i = maxi
i = i + 1 print(i) i = i - 1 print(i) i = i * 3 print(i) i = i // 7 print(i) i = i % 1000 print(i)
local n = 1
for k = 1, 70 do n = n * 3 end
print(n)
local f = 1.0
for k = 1, 70 do f = f * 3 end
print(f)
print(5 // 0.0, -5 // 0.0, 0 / 0 ~= 0 / 0, 5 % math.huge, -5 % math.huge, 5 % -math.huge)
print(math.abs(mini), math.abs(-5), math.max(1, 2.5), math.max(2, 1.5), math.min(1, 1.0), math.fmod(-7, 3), math.fmod(-7.0, 3))
print(string.format("%d", 3.0), pcall(string.format, "%d", "3.5"), string.format("%d", "10"))
print(#"abc" + 0, math.type(#"abc"), math.type(#{ 1, 2 }), math.type(select("#", 1)), math.type(("x"):byte()))
