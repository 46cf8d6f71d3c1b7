-- Numbers as text: tostring, concatenation, and functions that take numbers for strings.
for _, n in ipairs{0, 1, -1, 100, 1e15, 1e16, 123456789012, 2^31, 2^53, 2^63, 1e100, 0.1, -0.5, 1/3,
  100.0, 1e300 * 10, 3.14159265358979, 123456.789, 1e-5, 5e-324, 2^-1074, 1.7976931348623157e308} do
  print(n, tostring(n), n .. "", #tostring(n))
end
print(1/0, -1/0, tostring(1/0), -1/0 .. "")
print(tostring(0/0):gsub("-", ""))
print(-0.0, 0.0, 1 - 1, 3 % -3)
print(1 .. 2, 1.5 .. "x", -1 .. "")
print(("x"):rep(3) .. 4 .. 5.0)
print(10 / 2, 7 / 2, 2^2, 10 % 3, 10.5 % 3)
print(1e15, 1e14, 123456789.123)
print(9007199254740993, 2^53 + 1)
print(math.maxinteger, math.mininteger, math.maxinteger + 1.0)
print(1e15 // 1, 7 // 2, 7 // 2.0, -7 // 2)
print(string.format("%s %s", 1, 1.0), string.format("%s", 1e100))
print(tostring(1e15), tostring(-1e15), tostring(1e17))
print(#tostring(12345.678), tostring(12345.678):upper())
print(tostring(true), tostring(nil), tostring("x"), tostring(false))
print("10" + 5, "0x10" + 0, " 7 " * 2, "1e1" + 0)
print(pcall(function() return {} .. "x" end))
