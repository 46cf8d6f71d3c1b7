-- Product of two dense matrices, held as arrays of rows.
-- suite: numeric
-- quick: 200
local n = tonumber(arg and arg[1]) or 450

local function matrix(scale)
  local m = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = scale * (i - j) * (i + j) / n end
    m[i] = row
  end
  return m
end

local function transpose(m)
  local t = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = m[j][i] end
    t[i] = row
  end
  return t
end

local function multiply(a, b)
  local columns = transpose(b)
  local c = {}
  for i = 1, n do
    local row, out = a[i], {}
    for j = 1, n do
      local column, sum = columns[j], 0.0
      for k = 1, n do sum = sum + row[k] * column[k] end
      out[j] = sum
    end
    c[i] = out
  end
  return c
end

local c = multiply(matrix(1.0), matrix(0.5))
local trace = 0.0
for i = 1, n do trace = trace + c[i][i] end
print(string.format("%.6f %.6f", trace, c[1][n]))
