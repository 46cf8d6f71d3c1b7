-- Fields added and removed while a loop over them is compiled.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local o = {a = 1}
local s = 0
for i = 1, 900 do
  s = s + o.a
  if i == 150 then o.b = 2 end
  if i == 300 then o.c = 3; o.a = 4 end
  if i == 450 then o.b = nil end
  if i == 600 then o = {b = 1, a = 10} end
  if i == 750 then o = {a = 0.5}; o.z = 1 end
  if o.b then s = s + o.b end
  if o.c then s = s + o.c end
end
print(s)

local shapes = {{x = 1}, {y = 0, x = 2}, {z = 0, y = 0, x = 3}, {x = "4"}, {w = 1}}
local total = 0
for i = 1, 1000 do total = total + (shapes[i % 5 + 1].x or 0.25) end
print(total)

local wide = {}
for i = 1, 400 do
  wide["k" .. i] = i
  wide.k1 = wide.k1 + 1
end
print(wide.k1, wide.k400)
