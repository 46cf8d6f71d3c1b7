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
  print(count("1", 80, 1) == nil)
end
