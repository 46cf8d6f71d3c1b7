-- Loops that begin at the same instruction, and loops in mutually nested functions.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local i, j, n = 0, 0, 0
repeat
  repeat
    n = n + 1
    j = j + 1
  until j % 10 == 0
  i = i + 1
until i >= 100
print(i, j, n)

local a, b, k = 0, 0, 0
while a < 60 do
  while b < 5 do
    b = b + 1
    k = k + a
  end
  b = 0
  a = a + 1
end
print(a, b, k)

local function row(y)
  local s = 0
  for x = 1, y do s = s + x end
  return s
end
local t = 0
for y = 1, 120 do t = t + row(y) end
for y = 120, 1, -1 do t = t - row(y % 40) end
print(t)
