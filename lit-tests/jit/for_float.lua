-- Loops with float variables accumulate as they do uncompiled.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function run(a, b, c)
  local n, s, last = 0, 0, nil
  for x = a, b, c do
    n = n + 1
    s = s + x
    last = x
    if n >= 1000 then break end
  end
  print(n, s, last)
end
for round = 1, 2 do
  run(0, 30, 0.1)
  run(1.0, 300, 1)
  run(30, 0, -0.1)
  run(2.0 ^ 53 - 100, 2.0 ^ 53 + 100, 1.0)
  run(0.0, math.huge, 1e300)
  run(1e308, math.huge, 1e308)
  run(0.0, 0.0, 1.0)
  run(1.0, 0 / 0, 1.0)
  run(-0.0, 0.0, 0.5)
end
