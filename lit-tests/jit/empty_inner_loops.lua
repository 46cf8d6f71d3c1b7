-- Inner loops that run never, once, or often, by turns.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local n, once = 0, 0
for i = 1, 600 do
  for j = 1, i % 4 do n = n + j end
  for j = i % 2, 0 do once = once + 1 end
  for j = 10, i % 11, -3 do n = n - 1 end
end
print(n, once)

local steps = 0
for i = 1, 400 do
  local k = i
  while k > 1 and k < 1000 do
    k = k % 2 == 0 and k // 2 or 3 * k + 1
    steps = steps + 1
  end
end
print(steps)
