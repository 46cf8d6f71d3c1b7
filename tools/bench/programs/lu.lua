-- Solving linear equations: LU decomposition with pivoting of a matrix as a table of rows.
-- suite: numeric
-- quick: 200
local n = tonumber(arg and arg[1]) or 540

local function matrix(size)
  local seed, rows = 17, {}
  for i = 1, size do
    local row = {}
    for j = 1, size do
      seed = (seed * 16807) % 2147483647
      row[j] = seed / 2147483647 - 0.5
    end
    row[i] = row[i] + 2
    rows[i] = row
  end
  return rows
end

local function decompose(a)
  local size, order, sign = #a, {}, 1
  for i = 1, size do order[i] = i end
  for k = 1, size do
    local pivot = k
    for i = k + 1, size do
      if math.abs(a[i][k]) > math.abs(a[pivot][k]) then pivot = i end
    end
    if a[pivot][k] == 0 then return nil, "singular" end
    if pivot ~= k then
      a[pivot], a[k] = a[k], a[pivot]
      order[pivot], order[k] = order[k], order[pivot]
      sign = -sign
    end
    local upper = a[k]
    for i = k + 1, size do
      local row = a[i]
      local factor = row[k] / upper[k]
      row[k] = factor
      for j = k + 1, size do row[j] = row[j] - factor * upper[j] end
    end
  end
  return order, sign
end

local function solve(a, order, b)
  local size, x = #a, {}
  for i = 1, size do
    local sum = b[order[i]]
    for j = 1, i - 1 do sum = sum - a[i][j] * x[j] end
    x[i] = sum
  end
  for i = size, 1, -1 do
    local sum = x[i]
    for j = i + 1, size do sum = sum - a[i][j] * x[j] end
    x[i] = sum / a[i][i]
  end
  return x
end

local original, a = matrix(n), matrix(n)
local order, sign = decompose(a)
local b = {}
for i = 1, n do b[i] = i % 10 end
local worst, total = 0, 0
for _ = 1, 10 do
  local x = solve(a, order, b)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + original[i][j] * x[j] end
    worst = math.max(worst, math.abs(sum - b[i]))
    total = total + x[i]
  end
end
assert(worst < 1e-9)
local logarithm = 0
for i = 1, n do
  logarithm = logarithm + math.log(math.abs(a[i][i]))
  if a[i][i] < 0 then sign = -sign end
end
print(string.format("%.6f %.6f %d", total, logarithm, sign))
