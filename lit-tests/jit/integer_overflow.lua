-- Integer arithmetic wraps around in compiled loops as it does elsewhere.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local max, min = math.maxinteger, math.mininteger

local function sums(start, step, count)
  local s = start
  for i = 1, count do s = s + step end
  return s
end
print(sums(max - 150, 1, 300), sums(min + 150, -1, 300), sums(0, max, 301))

local p, q = 1, min
for i = 1, 300 do
  p = p * 3
  q = q * -1
end
print(p, q)

local n, m = min, 0
for i = 1, 300 do
  n = -n
  m = m - n
end
print(n, m)

local a = 0
for i = -150, 150 do a = a + math.abs(min + (i > 0 and 0 or 1)) end
print(a)
