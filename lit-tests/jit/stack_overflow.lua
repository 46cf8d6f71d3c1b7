-- Recursion without end through functions with compiled loops is an error.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local deepest = 0
local function down(n)
  deepest = n
  local x = 0
  for i = 1, 4 do x = x + i end
  return down(n + 1) + x
end
local ok, message = pcall(down, 1)
print(ok, (message:match("stack overflow")), deepest > 1000)
local s = 0
for i = 1, 300 do s = s + i end
print(s)
