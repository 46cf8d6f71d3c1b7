-- While loops with conditions of several parts.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local i, j, s = 0, 1000, 0
while i < j and (s < 100000 or i % 3 == 0) and not (i == 333) do
  i = i + 1
  j = j - (i % 2 == 0 and 1 or 0)
  s = s + i
end
print(i, j, s)

local list = nil
for k = 1, 300 do list = {value = k, next = list} end
local total, node = 0, list
while node and node.value do
  total = total + node.value
  node = node.next
end
print(total, node)

local a, b = 1071 * 7919, 462 * 7919 * 3
local rounds = 0
for k = 1, 200 do
  local x, y = a + k, b
  while y ~= 0 do
    x, y = y, x % y
    rounds = rounds + 1
  end
end
print(rounds)
