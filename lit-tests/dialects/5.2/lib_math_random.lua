-- Random numbers: the sequence of a seed, intervals, wrong arguments.
print(math.random(), math.random(), math.random(10), math.random(5, 7))
for _, seed in ipairs{0, 1, 2, 42, 123456789, -1} do
  math.randomseed(seed)
  local line = {}
  for i = 1, 6 do line[i] = math.random(100) end
  print(seed, table.concat(line, " "), math.random(), math.random(-5, 5), math.random(1))
end
math.randomseed(7) local a = math.random(1000000) math.randomseed(7) print(a == math.random(1000000))
math.randomseed("12") print(math.random(1000)) math.randomseed(3.0) print(math.random(1000))
math.randomseed(3.9) print(math.random(1000))
print(select("#", math.randomseed(5)))
math.randomseed(99)
local low, high, sum = 1, 0, 0
for i = 1, 1000 do local r = math.random() low, high, sum = math.min(low, r), math.max(high, r), sum + r end
print(low >= 0, high < 1, math.floor(sum / 100))
local seen = {} for i = 1, 200 do seen[math.random(3)] = true end print(#seen, seen[0], seen[4])
print(math.random(3, 3), math.random(2^31 - 1) > 0, math.random(-10, -10))
print(math.random(3.9) <= 3)
print(pcall(function() return math.random(0) end))
print(pcall(function() return math.random(2, 1) end)) print(pcall(function() return math.random(-1) end)) print(pcall(function() return math.random(1, 2, 3) end))
print(pcall(function() return math.random("x") end)) print(pcall(function() return math.random({}, 1) end)) print(pcall(function() return math.random(1, {}) end))
print(pcall(function() return math.randomseed({}) end)) print(pcall(function() return math.randomseed("x") end))
print(pcall(function() return math.randomseed() end))
