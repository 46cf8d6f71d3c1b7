-- Loops at the ends of the integers stop and do not wrap.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local max, min = math.maxinteger, math.mininteger
local function count(a, b, c)
  local n, last = 0, nil
  for i = a, b, c do
    n = n + 1
    last = i
    if n > 1000 then break end
  end
  print(n, last)
end
for round = 1, 3 do
  count(max - 300, max, 1)
  count(max - 300, max, 7)
  count(min + 300, min, -1)
  count(min + 300, min, -9)
  count(min, max, 1 << 55)
  count(max, min, -(1 << 55))
  count(max, min, min)
  count(min, max, max)
  count(max - 200, math.huge, 1)
  count(min + 200, -math.huge, -1)
  count(1, 0, 1)
  count(1, 300.9, 1)
  count(300, 0.1, -1)
end
