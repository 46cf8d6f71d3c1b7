-- Calls of many kinds: several results, variable arguments, tail calls, protected calls.
-- suite: calls
-- quick: 500000
local n = tonumber(arg and arg[1]) or 6000000

local function swap(a, b) return b, a end
local function count(...) return select("#", ...) end
local function first(...)
  local a = ...
  return a
end
local function even(k)
  if k <= 0 then return k == 0 end
  return even(k - 2)
end
local function checked(k)
  if k % 1000 == 0 then error("round", 0) end
  return k
end

local sum, failures = 0, 0
for i = 1, n do
  local a, b = swap(i, 2)
  sum = sum + a + b % 3 + count(a, b, i) + first(i, a) % 2
  local ok, result = pcall(checked, i)
  if ok then sum = sum + result % 2 else failures = failures + #result end
  if i % 50 == 0 and even(20) then sum = sum + 1 end
end
print(string.format("%d %d", sum, failures))
