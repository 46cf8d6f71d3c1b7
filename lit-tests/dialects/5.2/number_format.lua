-- Numbers as text: tostring, concatenation, string.format, io.write.
local inf = 1 / 0
local zero = 0
local floats = {
  0.1, 1 / 3, -2 / 3, 1e14, 1e15, 1e16, 123456789012345, 2^53, 2^63, -2^63, 1e100, 1e-5, 1e-4,
  123456.789e3, 0.1 + 0.2, 100 / 3, 5e-324, 1.7976931348623157e308, 3.14159265358979,
  99999999999999.9, 999999999999999.9, 1e21, 12345678901234567890, inf, -inf,
}
for i = 1, #floats do
  local f = floats[i]
  print(i, f, tostring(f), f .. "", string.format("%.3f %g %5.1f|%-8g|", f, f, f, f))
end
print(1.0, -1.0, 100.0, 1e2, 3.0 * 2, 10 / 2, 2^2, -7.0)
print(-zero, 0 * -1, 0.0 * -1, 1 / (0.0 * -1), -(0 / 1))
print(1 .. 2, 1.5 .. 2, -1 .. "", 2^31 .. "", 1e3 .. "")
io.write(1, " ", 1.0, " ", 0.5, " ", 1e15, " ", 1e16, " ", 2^53, "\n")
print(#tostring(12), #tostring(12.5), tostring(12) == "12", tostring(1e15) == "1e+15")
print(string.format("%d %5d|%-5d|%05d", 3, 42, 42, 42), string.format("%s %s", 1, 1.5))
print(string.format("%x %X %o", 255, 255, 8), string.format("%c%c", 72, 105))
print(string.format("%.0f %.20f", 0.5, 0.1), string.format("%e %E %G", 12345.678, 0.00012, 1e-10))
print(string.format("%10.3s|", "abcdef"), string.format("%i", 7.0))
print(0xfp1, 0x.8, 0xA.8p0)
