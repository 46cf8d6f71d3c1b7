-- Three levels of loops, with bounds that depend on the outer ones.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s, n = 0, 0
for i = 1, 40 do
  for j = i, 40 do
    for k = j - i, j, 3 do
      s = s + i * j - k
      n = n + 1
    end
  end
end
print(s, n)

local rows = {}
for i = 1, 30 do
  local row = {}
  for j = 1, 30 do row[j] = i * j end
  rows[i] = row
end
local trace, sum = 0, 0
for i = 1, #rows do
  trace = trace + rows[i][i]
  for j = 1, #rows[i] do
    if i ~= j then sum = sum + rows[j][i] * (i - j) end
  end
end
print(trace, sum)
