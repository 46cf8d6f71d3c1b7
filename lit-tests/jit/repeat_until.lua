-- Repeat loops whose condition sees the body's locals.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local n, sum = 0, 0
repeat
  local square = n * n
  n = n + 1
  sum = sum + square
until square > 90000
print(n, sum)

local outer = 0
repeat
  outer = outer + 1
  local inner = 0
  repeat
    inner = inner + 1
    if inner == 5 then break end
  until inner >= outer % 9
until outer >= 300
print(outer)
