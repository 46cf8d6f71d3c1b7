-- Numerals of a few digits, and what only looks like one; names that tostring gives.
local texts = {
  "0", "00", "007", "123456789012345", "1234567890123456", "9999999999999999999", "-1", "-0", "+5",
  " 12 ", "12 ", "1 2", "", "0x", "1e2", "12a", "0000000000000000000001",
}
for _, s in ipairs(texts) do
  print(s, tonumber(s), pcall(function() return s + 0 end))
end
print(tostring(nil), tostring(true), tostring(false), (tostring(1 == 2)))
