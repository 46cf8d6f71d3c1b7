-- Escape-time iteration of complex numbers: float arithmetic in a loop with two exits.
-- suite: numeric
-- quick: 200
local size = tonumber(arg and arg[1]) or 700

local inside, total = 0, 0
for y = 0, size - 1 do
  local ci = 2.0 * y / size - 1.0
  for x = 0, size - 1 do
    local cr = 2.0 * x / size - 1.5
    local zr, zi, zr2, zi2 = 0.0, 0.0, 0.0, 0.0
    local i = 0
    while i < 200 and zr2 + zi2 <= 4.0 do
      zi = 2.0 * zr * zi + ci
      zr = zr2 - zi2 + cr
      zr2, zi2 = zr * zr, zi * zi
      i = i + 1
    end
    total = total + i
    if i == 200 then inside = inside + 1 end
  end
end
print(string.format("%d %d", inside, total))
