-- Arrays with elements of several types.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local t = {}
for i = 1, 400 do
  t[i] = i % 4 == 0 and i or i % 4 == 1 and i / 2 or i % 4 == 2 and "s" .. i or i % 8 == 3
end
local n, f, s, b = 0, 0, 0, 0
for i = 1, #t do
  local v = t[i]
  if math.type(v) == "integer" then n = n + v
  elseif type(v) == "number" then f = f + v
  elseif type(v) == "string" then s = s + #v
  elseif v then b = b + 1 end
end
print(n, f, s, b)

local sum = {}
for i = 1, 400 do sum[i] = 0 end
for i = 1, 400 do sum[i % 10 + 1] = sum[i % 10 + 1] + (i < 250 and 1 or 0.5) end
print(sum[1], sum[5], sum[10])
