-- floor, ceil, modf, fmod, abs: results, signs, numerals, wrong arguments.
local numbers = {0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 3.7, -3.7, 1e10, 1e15 + 0.5, 2^53, -2^53, 2^62, 2^63, -2^63, 1e100, -1e100, 1/0, -1/0}
for _, n in ipairs(numbers) do print(n, math.floor(n), math.ceil(n), math.abs(n), math.modf(n)) end
print(math.floor("3.7"), math.ceil("3.2"), math.abs("-5"), math.modf("2.5"), math.floor(" 7 "), math.floor("0x10"))
for _, d in ipairs{1, -1, 2, 3, -3, 0.5, 2.5, 1/0} do
  print(d, math.fmod(7, d), math.fmod(-7, d), math.fmod(7.5, d), math.fmod(-7.5, d), 7 % d, -7 % d)
end
print(math.fmod(1e100, 3), math.fmod(3, 1/0), math.fmod("7", "3"), math.fmod(5, 5), math.fmod(-6, 2))
print(tostring(math.fmod(7.0, 0)):gsub("-", ""))
print(tostring(math.fmod(7.5, 0)):gsub("-", ""))
print(math.floor(2^31 + 0.5), math.ceil(2^31 - 0.5), math.floor(-2^31 - 0.5), math.floor(123456789.999))
for _, name in ipairs{"floor", "ceil", "abs", "modf", "sqrt", "exp", "sin"} do
  print(name, pcall(function() math[name]() end)) print(name, pcall(function() math[name]("x") end)) print(name, pcall(function() math[name]({}) end))
end
print(pcall(function() math.fmod(1) end)) print(pcall(function() math.fmod(1, "x") end))
