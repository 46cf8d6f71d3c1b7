-- Loops without a condition, left by break.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local i, s = 0, 0
while true do
  i = i + 1
  if i > 777 then break end
  s = s + (i & 7)
end
print(i, s)

local function find(t, x)
  local k = 1
  while true do
    local v = t[k]
    if v == nil then return nil, k end
    if v == x then return k end
    k = k + 1
  end
end
local t = {}
for k = 1, 300 do t[k] = k * 3 end
print(find(t, 900), find(t, 1000), find(t, 3), find({}, 1))
