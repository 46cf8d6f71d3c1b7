-- Powers, logarithms, angles: values, edges, arguments.
local function p(...) local r = {...} for i = 1, #r do r[i] = string.format("%.12g", r[i]) end print(table.concat(r, " ")) end
for _, x in ipairs{0, 0.1, 0.5, 1, 2, 3, 10, 100, 1e10} do
  p(x, math.sqrt(x), math.exp(x / 10), math.log(x + 1), math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.deg(x), math.rad(x))
end
for _, x in ipairs{-1, -0.5, 0, 0.5, 1} do p(x, math.asin(x), math.acos(x), math.atan(x)) end
print(math.sqrt(16), math.sqrt(2), math.exp(0), math.log(1), math.sin(0), math.cos(0), math.tan(0), math.deg(0), math.rad(0))
print(math.log(8, 2), math.log(100, 10), math.log(27, 3), math.log(2, 4), math.log(1024, 2), math.log(1000, 10))
print(math.log(0), math.exp(1000), math.sqrt(1/0), math.exp(-1/0), math.atan(1/0), math.log(1/0))
print(math.atan(1, 1), math.atan(1, -1), math.atan(-1, -1), math.atan(0, -1), math.atan(1, 0), math.atan("1", "2"))
print(math.atan2(1, 1), math.atan2(1, -1), math.atan2(-1, -1), math.atan2(0, -1), math.atan2(1, 0))
print(math.pow(2, 10), math.pow(2, 0.5), math.pow(-8, 2), math.pow(0, 0), math.pow("2", "3"))
print(math.sinh(1), math.cosh(1), math.tanh(1), math.log10(1000), math.log10(2))
print(math.frexp(0), math.frexp(1), math.frexp(10), math.frexp(-0.75), math.frexp(2^60), math.frexp(5e-324), math.frexp(1/0))
print(math.ldexp(0.5, 3), math.ldexp(1, -1), math.ldexp(1, 1023), math.ldexp(1, 2000), math.ldexp(1, -1074), math.ldexp("3", "2"))
print(pcall(function() return math.ldexp(1, 2.5) end))
print(math.pi, math.huge, -math.huge, math.deg(math.pi), math.rad(180), math.sin(math.pi / 2), math.cos(math.pi))
print(2^0.5, 2^-1, (-2)^2, (-8)^(1/3) ~= (-8)^(1/3), 0^0, 10^2, 2^10, 1e300 * 1e10)
print(pcall(function() return math.log("x") end)) print(pcall(function() return math.log({}, 2) end)) print(pcall(function() return math.log() end))
print(pcall(function() return math.sqrt(nil) end)) print(pcall(function() return math.deg(true) end)) print(pcall(function() return math.frexp() end))
