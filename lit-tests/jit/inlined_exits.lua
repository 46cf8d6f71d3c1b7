-- Guards that fail inside inlined functions, in mid-expression.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function leaf(x)
  if x % 50 == 0 then return x * 2.5 end
  if x % 7 == 0 then return nil end
  return x
end
local function middle(x, y)
  local v = leaf(x)
  if not v then return -1, y end
  return v + y, v
end
local function outer(i)
  local before = i * 3
  local a, b = middle(i, before)
  return before + a - b
end
local s = 0
for i = 1, 1500 do s = s + outer(i) + (outer(i + 1) - outer(i)) end
print(s)
