-- Integers and floats compare by value, beyond what doubles can tell apart.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local max, min = math.maxinteger, math.mininteger
local big = 2.0 ^ 63
local n = 0
for i = 1, 300 do
  local k = max - i % 3
  if k < big then n = n + 1 end
  if k + 0.0 == big then n = n + 10 end
  if k == big then n = n + 100 end
  if min - 0.0 == min then n = n + 1000 end
  if -big <= min then n = n + 10000 end
end
print(n)

local count, x = 0, 2.0 ^ 53
for i = 2 ^ 53 | 0, (2 ^ 53 | 0) + 300 do
  if i == x then count = count + 1 end
  if i > x then count = count + 1000 end
  if i <= x + 2 then count = count + 1000000 end
end
print(count)

local e = 0
for i = 1, 300 do
  local f = i / 2
  if f == i // 2 then e = e + 1 end
  if f ~= i // 2 then e = e + 1000 end
  if f < i // 2 + 1 then e = e + 1000000 end
end
print(e)
