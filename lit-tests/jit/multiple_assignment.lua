-- Multiple assignment: swaps, rotations, and evaluation before assignment.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local a, b, c = 1, 2, 3
for i = 1, 301 do
  a, b = b, a
  a, b, c = c, a, b
end
print(a, b, c)

local x, y = 0, 1
for i = 1, 300 do x, y = y, (x + y) % 1000003 end
print(x, y)

local t, i = {1, 2, 3}, 1
for k = 1, 300 do
  i, t[i] = i % 3 + 1, t[i] + k
end
print(t[1], t[2], t[3], i)

local p = {1, 2}
for k = 1, 301 do p[1], p[2] = p[2], p[1] end
print(p[1], p[2])
