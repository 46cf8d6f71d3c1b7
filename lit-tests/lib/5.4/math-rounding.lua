-- floor, ceil, fmod, modf, tointeger, type, abs: subtypes and limits.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local numbers = { 0, -0.0, 1, -1, 1.5, -1.5, 2.5, 1e100, -1e100, 1 / 0, -1 / 0, math.maxinteger, math.mininteger,
  2.0 ^ 53, 2.0 ^ 63, -2.0 ^ 63, "7", "7.5", "0x10", 0.5, -0.5 }
for _, n in ipairs(numbers) do
  print(n, math.floor(n), math.ceil(n), math.abs(n), math.tointeger(n), math.type(n))
  print(math.modf(n))
end
print(math.fmod(-6, 4), math.fmod(6, -4), math.fmod(5.5, 2), math.fmod(-5.5, 2), math.fmod(5, 1 / 0), math.fmod("7", 2))
print(math.fmod(math.mininteger, -1), math.fmod(3, 3), math.fmod(-0.0, 1))
print(pcall(math.fmod, 1, 0))
print(pcall(math.fmod, 1))
print(pcall(math.floor))
print(pcall(math.floor, {}))
print(pcall(math.floor, "x"))
print(pcall(math.tointeger))
print(math.tointeger({}), math.tointeger("x"), math.tointeger("3.0"), math.tointeger("3.5"))
print(pcall(math.type))
print(math.type("1"), math.type({}), math.type(nil))
print(pcall(math.abs))
print(pcall(math.modf, "a"))
