-- Power method on an implicit matrix: float division, small calls, float arrays.
-- suite: numeric
-- quick: 250
local n = tonumber(arg and arg[1]) or 850

local function a(i, j)
  local diagonal = i + j
  return 1.0 / (diagonal * (diagonal + 1) * 0.5 + i + 1)
end

local function multiply(v, out)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + a(i, j) * v[j + 1] end
    out[i + 1] = sum
  end
end

local function multiply_transposed(v, out)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + a(j, i) * v[j + 1] end
    out[i + 1] = sum
  end
end

local u, v, scratch = {}, {}, {}
for i = 1, n do u[i] = 1.0 end
for _ = 1, 10 do
  multiply(u, scratch)
  multiply_transposed(scratch, v)
  multiply(v, scratch)
  multiply_transposed(scratch, u)
end
local uv, vv = 0.0, 0.0
for i = 1, n do
  uv = uv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(string.format("%.9f", math.sqrt(uv / vv)))
