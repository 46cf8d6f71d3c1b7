-- Solving sudokus by backtracking, choosing the cell with the fewest candidates.
-- suite: arrays
-- quick: 1
local n = tonumber(arg and arg[1]) or 14

local puzzles = {
  "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
  "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
  "1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..",
}

local units = {}
for row = 0, 8 do
  for column = 0, 8 do
    local box = math.floor(row / 3) * 3 + math.floor(column / 3)
    units[row * 9 + column + 1] = { row + 1, column + 10, box + 19 }
  end
end

local function solve(puzzle)
  local grid, used, empty, guesses = {}, {}, {}, 0
  for unit = 1, 27 do
    used[unit] = {}
    for digit = 1, 9 do used[unit][digit] = false end
  end
  for cell = 1, 81 do
    local digit = tonumber(puzzle:sub(cell, cell)) or 0
    grid[cell] = digit
    if digit == 0 then
      empty[#empty + 1] = cell
    else
      for _, unit in ipairs(units[cell]) do used[unit][digit] = true end
    end
  end

  local function candidates(cell)
    local unit, count = units[cell], 0
    local row, column, box = used[unit[1]], used[unit[2]], used[unit[3]]
    for digit = 1, 9 do
      if not (row[digit] or column[digit] or box[digit]) then count = count + 1 end
    end
    return count
  end

  local function fill(left)
    if left == 0 then return true end
    local best, fewest = 1, 10
    for i = 1, left do
      local count = candidates(empty[i])
      if count < fewest then best, fewest = i, count end
      if count == 0 then return false end
    end
    local cell = empty[best]
    empty[best], empty[left] = empty[left], cell
    local unit = units[cell]
    local row, column, box = used[unit[1]], used[unit[2]], used[unit[3]]
    for digit = 1, 9 do
      if not (row[digit] or column[digit] or box[digit]) then
        row[digit], column[digit], box[digit] = true, true, true
        grid[cell], guesses = digit, guesses + 1
        if fill(left - 1) then return true end
        row[digit], column[digit], box[digit] = false, false, false
      end
    end
    grid[cell] = 0
    empty[best], empty[left] = cell, empty[best]
    return false
  end

  assert(fill(#empty))
  return table.concat(grid), guesses
end

local total, answer = 0, nil
for round = 1, n do
  for _, puzzle in ipairs(puzzles) do
    local guesses
    answer, guesses = solve(puzzle)
    total = total + guesses
  end
end
print(answer, string.format("%d", total))
