-- string.format: %a and %A.
local numbers = {0, 1, -1, 0.5, 2, 3.14, 1/3, 255, 1e10, 1e-10, 2^1023, 5e-324, 2^-1022, -0.0}
for _, spec in ipairs{"%a", "%A", "%.0a", "%.1a", "%.3a", "%20a|", "%-20a|", "%+a", "% a", "%#a", "%020a", "%.13a"} do
  local line = {}
  for i, n in ipairs(numbers) do line[i] = string.format(spec, n) end
  print(spec, table.concat(line, " "))
end
print(string.format("%a %a", 1/0, -1/0), string.format("%A", 1/0))
for _, n in ipairs(numbers) do assert(tonumber(string.format("%a", n)) == n) end
print(string.format("%a", "0x1p4"), string.format("%a", "10"))
print((select(2, pcall(function() return string.format("%a", {}) end))))
print((select(2, pcall(function() return string.format("%a") end))))
