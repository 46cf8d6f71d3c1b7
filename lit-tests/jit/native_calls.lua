-- Calls of natives that traces do not know, in hot loops.
-- REQUIRES: lua54
-- RUN: %three_modes

local t = {}
for i = 1, 300 do
  t[i] = string.format("%03d", (i * 7919) % 1000)
  if i % 10 == 0 then table.sort(t) end
end
print(t[1], t[150], t[300])

local n = 0
for i = 1, 300 do
  n = n + tonumber(t[i]) + select("#", i, i) + (next({i}) or 0) + #string.rep("x", i % 5)
end
print(n)
for k, v in pairs({7}) do n = n + k + v end
local keys = 0
for i = 1, 200 do for k in pairs({a = 1, b = 2}) do keys = keys + #k end end
print(n, keys)
