-- Division and remainder round towards minus infinity, with the one overflow.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local min, max = math.mininteger, math.maxinteger
local q, r = 0, 0
for i = -200, 200 do
  local d = i == 0 and 7 or i
  q = q ~ (1000003 // d) * 31 + (-1000003 // d)
  r = r ~ (1000003 % d) * 31 + (-1000003 % d)
end
print(q, r)

local a, b, c = 0, 0, 0
for i = 1, 300 do
  local d = i % 2 == 0 and -1 or 1
  a = a + min // d
  b = b + min % d
  c = c + (max - i) % min
end
print(a, b, c)

local p = 0
for i = 1, 300 do
  p = p + (-i) // 8 + (-i) % 8 + i // -8 + i % -8 + (-i) // 1 + (-i) % 1
end
print(p)
