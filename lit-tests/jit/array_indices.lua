-- Indices that are huge, negative, floats or strings.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local keys = {1, 2.0, -1, 0, math.maxinteger, math.mininteger, 1 << 40, 2 ^ 53, 0.5, "1", 3.0, -0.0}
local t = {10, 20, 30}
for i = 1, 600 do
  local k = keys[i % #keys + 1]
  t[k] = (t[k] or 0) + 1
end
for _, k in ipairs(keys) do io.write(tostring(t[k]), " ") end
print(#t)

local s = 0
for i = 1, 300 do
  local f = i % 3 + 1.0
  s = s + t[f] + (t[f + 0.5] or 0)
end
print(s)
print(pcall(function() for i = 1, 300 do t[i == 250 and 0 / 0 or 1] = i end end))
print(pcall(function() local k = 1 for i = 1, 300 do t[k] = i if i == 250 then k = nil end end end))
