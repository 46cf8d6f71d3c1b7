-- Order and equality of numbers, at the edges of what floats can hold.
local inf, nan = 1 / 0, 0 / 0
local function line(a, b)
  print(tostring(a), tostring(b), a == b, a ~= b, a < b, a <= b, a > b, a >= b)
end
for _, p in ipairs {
  { 1, 1.0 }, { 1, 2 }, { 2, 1.5 }, { 0.0, -0.0 }, { inf, 1e308 }, { -inf, inf }, { 2^53, 2^53 + 1 }, { 1e15, 1e15 + 0.5 },
  { 0.1 + 0.2, 0.3 }, { 2^63, -2^63 }, { 5e-324, 0 },
} do line(p[1], p[2]) line(p[2], p[1]) end
print(nan == nan, nan ~= nan, nan < nan, nan <= nan, nan > nan, 1 < nan, nan < 1, 1 >= nan, inf > nan)
print(1 < 2 == true, not (1 > 2), 1 == "1", 0 == false, "0" == 0, nil == false)
local a, b = 1, 2
if a < b then io.write("lt ") end
if a <= b then io.write("le ") end
if not (a > b) then io.write("ngt ") end
if a ~= b then io.write("ne ") end
if not (a == b) then io.write("neq\n") end
print(a < 1.5, a < 1, a <= 1, a > 0.5, a >= 1, 1 < a, 1 <= a, 2 > a, 1.5 >= a, a == 1, a ~= 1.0)
print(pcall(function() return 1 < "2" end))
print(pcall(function() return "1" < 2 end))
print(pcall(function() return {} < 1 end))
print(pcall(function() return nil <= 1 end))
print(pcall(function() return true > false end))
print(pcall(function() return print >= print end))
print("a" < "b", "a" < "B", "" < "a", "a" <= "a", "ab" > "aa", "a\0b" < "a\0c", "Z" < "a", "10" < "9")
print(rawequal(1, 1.0), rawequal("a", "a"), rawequal(1, "1"), rawequal(nan, nan), rawequal({}, {}))
