-- Functions that are collected, with others that come to lie in their place.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local dull = "local a, b, c, d = 1, 2, 3, 4 for i = 1, 150 do tostring({}) end return a + b + c + d"
local busy = "local s = 0 for i = 1, 150 do s = s + i if i == 130 then s = s + 1 end end return s"
local wrong = 0
for k = 1, 60 do
  local f = load(k % 2 == 0 and dull or busy)
  if f() ~= (k % 2 == 0 and 10 or 11326) then wrong = wrong + 1 end
  f = nil
  collectgarbage()
end
print(wrong)
