-- Backtracking with recursion and small arrays of booleans.
-- suite: arrays
-- quick: 11
local n = tonumber(arg and arg[1]) or 13

local column_taken, rising_taken, falling_taken = {}, {}, {}
for i = 1, 2 * n do column_taken[i], rising_taken[i], falling_taken[i] = false, false, false end

local function place(row)
  if row > n then return 1 end
  local found = 0
  for column = 1, n do
    local rising, falling = row + column, row - column + n
    if not (column_taken[column] or rising_taken[rising] or falling_taken[falling]) then
      column_taken[column], rising_taken[rising], falling_taken[falling] = true, true, true
      found = found + place(row + 1)
      column_taken[column], rising_taken[rising], falling_taken[falling] = false, false, false
    end
  end
  return found
end

print(string.format("%d", place(1)))
