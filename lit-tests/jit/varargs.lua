-- Vararg functions and open lists of values.
-- REQUIRES: lua54
-- RUN: %three_modes

local function count(...) return select("#", ...), ... end
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end
local n = 0
for i = 1, 300 do
  local k, first = count(i, nil, i)
  n = n + k + first + sum(i, i, count(1, 2))
end
print(n)

local function tail(...) return sum(...) end
local m = 0
for i = 1, 300 do m = m + tail(i, 1) + #{count(1, 2, 3)} end
print(m)
