-- Equality of values of all types in compiled loops.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local t1, t2 = {}, {}
local f = function() end
local values = {1, 1.0, "1", true, false, t1, t2, f, print, 2, "x", 1.5}
local n, same = 0, 0
for i = 1, 1200 do
  local a, b = values[i % 12 + 1], values[(i // 12) % 12 + 1]
  if a == b then n = n + i end
  if rawequal(a, b) then same = same + i end
  if a ~= nil then n = n + 1 end
end
print(n, same)

local count = 0
local x = nil
for i = 1, 300 do
  if x == nil then count = count + 1 end
  if x == false then count = count + 1000 end
  if i == 100 then x = false end
  if i == 200 then x = 0 end
end
print(count)
