-- Comparisons, loops and extremes with NaN.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local nan = 0 / 0
local less, equal, different = 0, 0, 0
for i = 1, 300 do
  local x = i % 3 == 0 and nan or i + 0.5
  if x < 100 then less = less + 1 end
  if not (x >= 100) then less = less + 1000 end
  if x == x then equal = equal + 1 else different = different + 1 end
  if x ~= nan then equal = equal + 1000 end
end
print(less, equal, different)

local count = 0
for i = 1, 300 do
  local a = math.max(nan, i + 0.0)
  local b = math.min(i + 0.0, nan)
  if a ~= a then count = count + 1 end
  if b ~= b then count = count + 1000 end
end
print(count)

local s = 0.0
for i = 1, 300 do
  s = s + i
  if i == 250 then s = s - math.huge + math.huge end
end
print(s ~= s)
