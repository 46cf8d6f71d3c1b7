-- Numeric loops at their limits, hot enough to be compiled.
local function count(a, b, c)
  local n, last = 0, nil
  for i = a, b, c do
    n = n + 1
    last = i
    if n >= 120 then break end
  end
  return n, last
end
local nan = 0 / 0
for round = 1, 2 do
  print(count(1, 100, 1))
  print(count(1, 100.5, 1))
  print(count(100, 1, -1))
  print(count(1, 0, 1))
  print(count(1, math.huge, 1))
  print(count(-1, -math.huge, -1))
  print(count(1, -math.huge, 1))
  print(count(0.1, 1, 0.01))
  print(count(1, 0.1, -0.01))
  print(count("1", "80", "1"))
  -- a step of zero goes on for ever where the limit is not above the start
  print(count(1, 10, 0))
  print(count(10, 1, 0))
  print(count(5, 5, 0))
  print(count(1, nan, 1), count(nan, 10, 1), count(1, 10, nan))
  -- the start is computed as (start - step) + step
  print(count(0.3, 1, 1e17))
  print(count(2^53 - 3, 2^53 + 10, 1))
end
-- the variable is a copy
local s = 0
for i = 1, 100 do
  local j = i
  i = i * 2
  s = s + i - j
end
print(s)
-- nested, with bounds that change
local total = 0
for i = 1, 40 do
  for j = i, 2 * i, 1 + i % 3 do
    for k = j, i, -2 do total = total + k end
  end
end
print(total)
print(pcall(function() for i = 1, 10, {} do end end))
print(pcall(function() for i = "x", 10 do end end))
