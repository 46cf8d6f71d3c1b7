-- A prototype is collected, and another one, compiled, comes to lie in its place.
-- RUN: %three_modes
local dull = "local a, b, c, d = 1, 2, 3, 4\nfor i = 1, 150 do tostring({}) end return a + b + c + d"
local busy = "local s = 0\nfor i = 1, 150 do s = s + i if i == 130 then s = s + 1 end end return s"
for k = 1, 60 do
  local v = load(k % 2 == 0 and dull or busy)()
  if v ~= (k % 2 == 0 and 10 or 11326) then print("wrong", k, v) break end
  collectgarbage()
end
print("done")
