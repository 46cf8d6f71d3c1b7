-- Float arithmetic: modulus of all signs, infinities, powers, mixed operands.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s, p, m = 0.0, 1.0, 0
for i = 1, 400 do
  local x = (i - 200) / 8
  s = s + x % 3 - x % -3 + x // 0.75 * 0.1
  p = p * 1.01 + 2 ^ (i % 5) - i ^ 0.5
  m = m + (x < i and 1 or 2) + (i <= x and 10 or 20)
end
print(s, p, m)

local h, n = math.huge, 0
for i = 1, 300 do
  if i % h == i then n = n + 1 end
  if -i % h == h then n = n + 1000 end
  if h % i ~= h % i then n = n + 1000000 end
end
print(n)
