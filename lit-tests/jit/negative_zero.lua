-- The sign of zero survives compiled arithmetic.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function sign(x) return x == 0 and 1 / x or x end
local minus, plus = -0.0, 0.0
local seen = {}
for i = 1, 300 do
  local z = i % 2 == 0 and minus or plus
  seen[1] = sign(z)
  seen[2] = sign(-z)
  seen[3] = sign(z + plus)
  seen[4] = sign(z - plus)
  seen[5] = sign(z * -1)
  seen[6] = sign(z + minus)
  seen[7] = sign(minus * i)
  seen[8] = sign(z % 5)
  seen[9] = sign(z % -5)
  seen[10] = sign(z // 3)
  seen[11] = sign(math.abs(z))
  seen[12] = sign(math.max(z, plus))
  seen[13] = sign(math.min(z, plus))
  seen[14] = sign(0 * -z)
  if i >= 299 then print(table.concat(seen, " ")) end
end

local n = 0
for i = 1, 300 do
  local t = {[0.0] = i}
  n = n + t[minus]
end
print(n)
