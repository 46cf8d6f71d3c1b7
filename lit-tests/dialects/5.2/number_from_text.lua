-- Text to numbers: tonumber and what arithmetic makes of strings.
local texts = {
  "0", "10", "-10", "+10", "  12  ", "\t7\n", "12a", "a", "", " ", "- 1", "--1", "1 2", "1e1", "1E+2",
  "1e", "1e+", "e1", ".5", "5.", ".", "-.5", "1..2", "0x10", "0X1f", "-0x10", "0x", "0xg", "x10",
  "0x.8", "0x8.", "0x1p4", "0x1P-1", "0x1p", "1p4", "1_000", "1,5", "9007199254740993",
  "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
  "0xffffffffffffffff", "0x1ffffffffffffffff", "1e308", "1e309", "-1e309", "1e-400", "4.9e-324",
  "inf", "-inf", "INF", "infinity", "nan", "NaN", "0b1", "1e1.5", "00012", "1\0", "\0", "1 \0",
}
for _, s in ipairs(texts) do
  local n = tonumber(s)
  local shown = n and (n ~= n and "not a number" or string.format("%.17g", n)) or "nil"
  local ok, sum = pcall(function() return s + 0 end)
  if ok and sum ~= sum then sum = "not a number" end
  print(string.format("%q", s), shown, n and n == n and tostring(n), ok and tostring(sum))
end
print(tonumber(5), tonumber(5.5), tonumber(nil), tonumber(true), tonumber({}), tonumber(print))
print(tonumber("10", 2), tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("8", 8))
print(tonumber(" 11 ", 2), tonumber("-101", 2), tonumber("1.5", 10), tonumber("", 10), tonumber("7", 10))
print(pcall(function() return tonumber("1", 1) end), pcall(function() return tonumber("1", 37) end))
for _, s in ipairs { "1", "1.0", "0x10", "1e0", " 3 " } do
  print(s, tostring(s * 1), tostring(-s), tostring(s / 1), tostring(s + s), tostring(s ^ 1))
end
