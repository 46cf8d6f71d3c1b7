-- Fields of records: reads, writes, type changes, and a field set to nil.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local p = {x = 1, y = 2.5, name = "p"}
for i = 1, 600 do
  p.x = p.x + i
  p.y = p.y * 1.001
  if i == 200 then p.x = p.x + 0.5 end
  if i == 300 then p.name = nil end
  if i == 400 then p.x = 7 end
  if p.name then p.x = p.x + 1 end
end
print(p.x, p.y, p.name)

local q = {}
for i = 1, 300 do
  q.count = (q.count or 0) + 1
  q.last = i
end
print(q.count, q.last)
