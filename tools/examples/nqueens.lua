-- In how many ways can N queens stand on an N by N board without attacking each other? Draws the
-- first one found and counts them all.
-- Usage: nqueens.lua [N]                                                    8 by default

local n = tonumber(arg and arg[1]) or 8

local column_of = {} -- row -> column of its queen
local column_taken, rising_taken, falling_taken = {}, {}, {}
local solutions = 0

local function draw()
  for row = 1, n do
    local cells = {}
    for column = 1, n do cells[column] = column_of[row] == column and "Q" or "." end
    print(table.concat(cells, " "))
  end
end

local function place(row)
  if row > n then
    solutions = solutions + 1
    if solutions == 1 then draw() end
    return
  end
  for column = 1, n do
    local rising, falling = row + column, row - column + n
    if not (column_taken[column] or rising_taken[rising] or falling_taken[falling]) then
      column_of[row] = column
      column_taken[column], rising_taken[rising], falling_taken[falling] = true, true, true
      place(row + 1)
      column_taken[column], rising_taken[rising], falling_taken[falling] = false, false, false
    end
  end
end

place(1)
print(string.format("%d queens: %d solutions", n, solutions))
