-- string.format: %f, %e and %g with every flag, and values at the edges.
local numbers = {0, 1, -1, 0.5, -0.5, 1/3, 2/3, 3.14159, 100, 1e10, 123456.789, 1e-5, 2.5, 3.5, 1e15, 1e16}
for _, spec in ipairs{"%f", "%.0f", "%.2f", "%10.2f|", "%-10.2f|", "%010.2f", "%+.1f", "% .1f", "%.10f",
  "%e", "%.0e", "%.3e", "%12.2e|", "%E", "%g", "%.3g", "%.10g", "%G", "%10g|", "%-10g|", "%+g", "%#g",
  "%#.0f", "%#.3g", "%.14g", "%.17g", "%5.1f|"} do
  local line = {}
  for i, n in ipairs(numbers) do line[i] = string.format(spec, n) end
  print(spec, table.concat(line, " "))
end
for _, spec in ipairs{"%f", "%g", "%e", "%G", "%E", "%10f|", "%-10f|", "%010f|", "%+f", "% f"} do
  print(spec, string.format(spec, 1/0), string.format(spec, -1/0))
end
print(string.format("%g %g %g", 1e300 * 10, -1e300, 5e-324))
print(string.format("%.3f %.3f", -0.0, 0.0), string.format("%g", -0.0))
print(#string.format("%.99f", 1/3), #string.format("%f", 1e308), #string.format("%99.99f", -1e308))
print(string.format("%.20f", 0.1), string.format("%.20g", 0.1), string.format("%.20e", 0.1))
print(string.format("%.0f %.0f %.0f %.0f", 0.5, 1.5, 2.5, -0.5))
print(string.format("%5.3s|%f", "abcdef", "1.5"))
print((select(2, pcall(function() return string.format("%f", "x") end))))
print((select(2, pcall(function() return string.format("%g", {}) end))))
print((select(2, pcall(function() return string.format("%e") end))))
