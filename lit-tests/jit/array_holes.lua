-- Nil stored into the middle of arrays and read back.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local t = {}
for i = 1, 200 do t[i] = i end
local nils, sum = 0, 0
for round = 1, 4 do
  for i = 1, 200 do
    if (i + round) % 5 == 0 then t[i] = nil end
    local v = t[i]
    if v then sum = sum + v else nils = nils + 1 end
    if (i + round) % 7 == 0 then t[i] = i + 0.5 end
  end
end
print(nils, sum)

local sparse = {}
for i = 1, 3000, 10 do sparse[i] = i end
local n = 0
for i = 1, 3000 do if sparse[i] then n = n + 1 end end
print(n)
