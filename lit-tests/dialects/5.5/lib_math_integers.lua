-- math.type, tointeger, ult, and the ends of the integers.
for _, v in ipairs{1, 1.0, -0.0, 2^53, 1e100, "1", "x", true, 0x7fffffffffffffff, 1/0} do print(v, math.type(v), math.tointeger(v)) end
print(math.type(nil), math.tointeger(3.5), math.tointeger("8"), math.tointeger(" 0x10 "), math.tointeger("x"), math.tointeger(2^63), math.tointeger(-2^63))
print(math.tointeger({}), math.tointeger(print), math.tointeger(nil))
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger, math.mininteger - 1 == math.maxinteger, -math.mininteger)
print(math.maxinteger * 2, math.mininteger * -1, math.maxinteger // -1, math.mininteger // -1, math.mininteger % -1, math.maxinteger * 1.0)
print(math.ult(1, 2), math.ult(-1, 1), math.ult(1, -1), math.ult(0, 0), math.ult(math.mininteger, math.maxinteger), math.ult(2.0, "3"))
print(7 // 2, -7 // 2, 7 // -2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 // 2, 7 // 0.0, -7 // 0.0, 0.0 / 1)
print(3 | 5, 3 & 5, 3 ~ 5, ~0, 1 << 63, 1 << 64, 1 >> 1, -1 >> 60, 1 << -1, 2.0 | 1)
print(1 == 1.0, math.maxinteger == math.maxinteger + 0.0, 2^53 == 2^53 + 1, math.maxinteger < 2^63, math.mininteger <= -2^63)
print(0x7fffffffffffffff, 0xffffffffffffffff, 0x10000000000000000, 9223372036854775807, 9223372036854775808, 1e1, 0x.8p1, 0xA)
for _, f in ipairs{function() return 1 // 0 end, function() return 1 % 0 end, function() return 1.5 | 1 end,
  function() return 2^63 | 0 end, function() return math.ult(1.5, 2) end, function() return math.ult(1) end, function() return math.type() end,
  function() return math.tointeger() end, function() return math.ult("x", 1) end} do print(pcall(f)) end
for i = math.maxinteger - 2, math.maxinteger do io.write(i, " ") end print()
for i = math.mininteger + 2, math.mininteger, -1 do io.write(i, " ") end print()
