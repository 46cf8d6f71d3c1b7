-- Tables made in every iteration, kept and thrown away.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local points = {}
for i = 1, 300 do points[i] = {x = i, y = i / 2} end
local s = 0
for i = 1, 300 do
  local p = points[i]
  local q = {x = p.y, y = p.x}
  s = s + q.x * 2 - q.y
  local list = {}
  list[1] = p.x
  list[2] = q
  s = s + list[1] + list[2].y + #list
end
print(s)

local function add(a, b) return {re = a.re + b.re, im = a.im + b.im} end
local z, d = {re = 0, im = 0}, {re = 1, im = 0.5}
for i = 1, 400 do z = add(z, d) end
print(z.re, z.im)
