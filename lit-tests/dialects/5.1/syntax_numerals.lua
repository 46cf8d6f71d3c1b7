local load = loadstring
local function value(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=v")
    if f then print(text, pcall(f)) else print(text, message) end
  end
end

value("3", "3.0", "3.", ".5", "0.5e1", "5E+2", "5e-2", "007", "08.25", "1e400")
value("0x10", "0XaF", "0xffffffff", "0x7fffffffffffffff", "0xffffffffffffffff", "0x1ffffffffffffffff")
value("9007199254740993", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890")
value("0x.8", "0x1.8", "0xA.8p1", "0x1p4", "0x1P-2", "0x10p2", "0xep1", "0xe+1", "0x.p1", "0x")
value("1e", "1e+", "1e-x", "1..2", "1.2.3", "3x", "3_", "0xg", "0x1g", "1e5e5", "1ee5", "5e+-3")
value("1 .. 2", "1. ..2", "- 3", "-3 ^ 2", "- -3", "2e0 == 2")
value("1e308 * 10", "-1e308 * 10", "5e-324", "2.5e-324", "0.1", "1/3", "100000000000000", "1e15", "1e16")
for _, text in ipairs({"local x = 3 y = 4", "x = 3y = 4", "x = 3 .y", "x = 3.y", "x = 0xfor y = 1", "return 3and 4"}) do
  print(text, (load(text, "=n")) and "fine" or select(2, load(text, "=n")))
end
