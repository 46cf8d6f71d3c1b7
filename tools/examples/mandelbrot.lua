-- The Mandelbrot set as a plain PBM image on standard output: readable in a terminal, and a picture
-- when it goes to a file.
-- Usage: mandelbrot.lua [SIZE] > mandelbrot.pbm           SIZE: width and height, 64 by default

local size = tonumber(arg and arg[1]) or 64
local limit = 100 -- iterations after which a point counts as inside

-- Does c = cr + ci*i stay bounded under z -> z*z + c?
local function is_inside(cr, ci)
  local zr, zi, zr2, zi2 = 0.0, 0.0, 0.0, 0.0
  for _ = 1, limit do
    zi = 2.0 * zr * zi + ci
    zr = zr2 - zi2 + cr
    zr2, zi2 = zr * zr, zi * zi
    if zr2 + zi2 > 4.0 then return false end
  end
  return true
end

io.write("P1\n", size, " ", size, "\n")
for y = 0, size - 1 do
  local row = {}
  for x = 0, size - 1 do
    local inside = is_inside(2.0 * x / size - 1.5, 2.0 * y / size - 1.0)
    row[#row + 1] = inside and "1" or "0"
  end
  io.write(table.concat(row), "\n")
end
