-- The generator gives stock's numbers for a seed, in every kind of interval.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(math.randomseed(42))
for i = 1, 5 do print(math.random(), math.random(0), math.random(10), math.random(-5, 5)) end
for _, seed in ipairs { 0, 1, -1, math.maxinteger, 123456789, 7.0, "8" } do
  print(math.randomseed(seed))
  print(math.random(1, 3), math.random(100), math.random(2 ^ 40), math.random(7), math.random(8), math.random(1 << 62))
  print(math.random(math.mininteger, math.maxinteger), math.random(0, math.maxinteger), math.random(5, 5))
end
print(math.randomseed(1, 2))
print(math.random(1000), math.random())
local counts = { 0, 0, 0 }
for i = 1, 3000 do
  local n = math.random(3)
  counts[n] = counts[n] + 1
end
print(table.unpack(counts))
print(pcall(math.random, 0, -1))
print(pcall(math.random, -1))
print(pcall(math.random, 2, 1))
print(pcall(math.random, 1.5))
print(pcall(math.random, 1, "x"))
print(pcall(math.random, 1, 2, 3))
print(pcall(math.randomseed, 1.5))
print(pcall(math.randomseed, "x"))
print(pcall(math.randomseed, 1, {}))
print(select("#", math.randomseed()))
