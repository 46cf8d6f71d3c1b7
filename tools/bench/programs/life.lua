-- Conway's game of life on a torus: two-dimensional arrays and neighbour indices.
-- suite: arrays
-- quick: 40
local generations = tonumber(arg and arg[1]) or 400
local width, height = 200, 200

local seed = 42
local function random()
  seed = (seed * 16807) % 2147483647
  return seed
end

local function field(fill)
  local rows = {}
  for y = 1, height do
    local row = {}
    for x = 1, width do row[x] = fill() end
    rows[y] = row
  end
  return rows
end

local now = field(function() return random() % 3 == 0 and 1 or 0 end)
local after = field(function() return 0 end)
for _ = 1, generations do
  for y = 1, height do
    local above, row, below = now[y > 1 and y - 1 or height], now[y], now[y < height and y + 1 or 1]
    local out = after[y]
    for x = 1, width do
      local l, r = x > 1 and x - 1 or width, x < width and x + 1 or 1
      local sum = above[l] + above[x] + above[r] + row[l] + row[r] + below[l] + below[x] + below[r]
      if sum == 3 or (sum == 2 and row[x] == 1) then out[x] = 1 else out[x] = 0 end
    end
  end
  now, after = after, now
end

local alive = 0
for y = 1, height do
  for x = 1, width do alive = alive + now[y][x] end
end
print(string.format("%d", alive))
