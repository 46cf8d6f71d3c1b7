-- The loop's variable may be changed in the body without effect on the loop.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local n, s = 0, 0
for i = 1, 300 do
  n = n + 1
  i = i * 10
  s = s + i
end
print(n, s)

for round = 1, 2 do
  local m = 0
  for i = 1, 300 do
    i = i + 0.5
    m = m + i
  end
  print(m)
end

local limit, count = 300, 0
for i = 1, limit do
  limit = 10
  count = count + 1
end
print(count)
