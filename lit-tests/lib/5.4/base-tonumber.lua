-- tonumber in all bases and its errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

for _, s in ipairs { "10", "0x10", "  12  ", "1e1", "1e", "0x1p4", "", " ", "1 2", "0x", "1.5", ".5", "5.", ".",
  "inf", "nan", "-7", "- 7", "+5", "1e+", "0x.8", "9223372036854775807", "9223372036854775808", "1_0" } do
  print(("%q"):format(s), tonumber(s))
end
print(tonumber(5), tonumber(5.5), tonumber {}, tonumber(nil), tonumber(true))
for _, case in ipairs { { "ff", 16 }, { "FF", 16 }, { "-ff", 16 }, { "zz", 36 }, { "8", 8 }, { " 11 ", 2 }, { "", 10 },
  { "1.5", 10 }, { "1e1", 10 }, { "1e1", 16 }, { "7fffffffffffffff", 16 }, { "ffffffffffffffffff", 16 },
  { "- 1", 10 }, { "+1", 10 }, { "1 1", 10 }, { "\t7\n", 8 } } do
  print(("%q"):format(case[1]), case[2], tonumber(case[1], case[2]))
end
print(pcall(tonumber))
print(pcall(tonumber, "1", 1))
print(pcall(tonumber, "1", 37))
print(pcall(tonumber, 1, 10))
print(pcall(tonumber, {}, 10))
print(pcall(tonumber, "1", "x"))
print(pcall(tonumber, "1", 10.5))
