-- Roots, exponentials, trigonometry, conversions.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

for _, x in ipairs { 0, 0.25, 1, 2, 10, 100.5, "4" } do
  print(math.sqrt(x), math.exp(x), math.log(x), math.log(x, 2), math.log(x, 10), math.log(x, 3))
  print(math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.atan(x, -2), math.deg(x), math.rad(x))
  print(math.sinh(x), math.cosh(x), math.tanh(x), math.log10(x), math.pow(x, 2), math.frexp(x))
end
print(math.asin(1), math.acos(0), math.atan(1, 0), math.atan(-0.0, -1), math.atan2(1, 2))
print(math.ldexp(0.5, 3), math.ldexp(1, -1074), math.frexp(0), math.frexp(-8.0))
print(math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger)
print(math.max(1, 2.5, -1), math.min(1, 2.5, -1), math.max(1, 1.0), math.max(1.0, 1), math.min(2, 2.0), math.max("10", "9"), math.min("3"))
print(pcall(math.max, "10", 9))
print(math.ult(1, -1), math.ult(-1, 1), math.ult(1, 2), math.ult(2, 2))
for _, name in ipairs { "sqrt", "exp", "log", "sin", "max", "min", "ult", "deg", "ldexp", "frexp", "pow" } do
  print(pcall(math[name]))
  print((pcall(math[name], {})))
  print(pcall(math[name], 1, {}))
end
print(pcall(math.ult, 1.5, 2))
print(pcall(math.ldexp, 1, 1.5))
local names = {}
for k in pairs(math) do names[#names + 1] = k end
table.sort(names)
print(table.concat(names, " "))
