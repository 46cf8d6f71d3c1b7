-- And, or and not as values, with all types of operands.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local values = {1, false, "s", 0, 2.5, true}
local n, text = 0, ""
for i = 1, 600 do
  local v, w = values[i % 7 + 1], values[i % 5 + 1]
  local a = v and w
  local b = v or w
  local c = not v == not w
  if a then n = n + 1 end
  if b == false then n = n + 100 end
  if c then n = n + 10000 end
  local d = v and (w and 1 or 2) or 3
  n = n + d
  local e = (v == 1 or w == 0) and "yes" or nil
  if e then text = e end
end
print(n, text)
