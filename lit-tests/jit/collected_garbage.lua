-- A compiled loop that makes garbage does not keep it.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

collectgarbage()
local before = collectgarbage("count")
local t
for i = 1, 300000 do
  t = {}
  t.x = i
end
local s
for i = 1, 200000 do s = "text" .. i end
print(t.x, s, collectgarbage("count") - before < 20000)
