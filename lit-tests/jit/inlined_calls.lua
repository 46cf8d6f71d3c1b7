-- Calls of Lua functions: arguments missing and left over, several results, nested calls.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function add(a, b, c) return a + (b or 10) + (c or 100) end
local function pair(x) return x, x * 2 end
local function none() end
local function twice(f, x)
  local once = f(x)
  local again = f(once)
  return again
end
local function inc(x) return x + 1 end

local s = 0
for i = 1, 300 do
  s = s + add(i) + add(i, 1) + add(i, 1, 2, 3)
  local a, b, c = pair(i)
  s = s + a - b + (c == nil and 1 or 0)
  local d = none(i)
  if d == nil then s = s + 1 end
  none()
  s = s + twice(inc, i)
  a, b = pair(i), pair(i)
  s = s + a * b
end
print(s)
