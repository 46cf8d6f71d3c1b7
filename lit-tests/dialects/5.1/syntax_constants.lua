local load = loadstring
local function value(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=v")
    if f then print(text, pcall(f)) else print(text, message) end
  end
end

value("0", "-0", "0.0", "-0.0", "0 * -1", "-(0)", "0 / -1", "1 / -0.0", "1 / (0 * -1)", "0 == -0")
local function both(text) local f = load("local a, b = " .. text .. " return 1 / a, 1 / b, a, b") print(text, f()) end
both("0, -0") both("-0, 0") both("0.0, -0.0") both("-0.0, 0.0") both("0 * -1, 0") both("-0.0, 0")
value("1 / 0", "-1 / 0", "2 ^ 1024", "1e308 + 1e308", "0 / 0 ~= 0 / 0", "5 % 0 ~= 5 % 0" and "1 % 1e308", "3 % -math.huge", "-3 % math.huge", "5.5 % 1.1", "1 % 0.1", "1e300 % 7")
value("1.5 ^ 2", "3 ^ 2", "1.1 ^ 2", "2 ^ 0.5 ^ 2", "10 ^ -2", "7 / 2 * 2", "2 ^ 63", "2 ^ 53 + 1", "-2 ^ 63", "1e15 + 0.5")
value("0x7fffffffffffffff + 1", "-0x7fffffffffffffff - 2", "9223372036854775807 * 2", "- -9223372036854775808", "9223372036854775807 + 1.0", "-9223372036854775808")
value("'a' .. 'b'", "1 .. ''", "1.0 .. ''", "-0.0 .. ''", "2 ^ 31 .. ''", "1e100 .. ''", "0x10 .. ''", "'10' + 5", "'0x10' + 0", "'1e1' * 1")
local t = {[1] = "int", [2.5] = "float"}
print(t[1], t[1.0], t[2.5], t[5 / 2], t[2 ^ 0])
t[3.0] = "three" t[-0.0] = "zero"
print(t[3], t[0], #t)
for k in pairs({[1.0] = true}) do print(k) end
for k in pairs({[2 ^ 53] = true}) do print(k) end
