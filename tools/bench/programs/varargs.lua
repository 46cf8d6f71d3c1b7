-- Variable arguments: forwarding, select, packing, unpacking, binding of leading arguments.
-- suite: calls
-- quick: 80000
local n = tonumber(arg and arg[1]) or 1000000
local unpack = table.unpack or unpack

local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do total = total + (select(i, ...)) end
  return total
end
local function largest(first, ...)
  if select("#", ...) == 0 then return first end
  local rest = largest(...)
  return first > rest and first or rest
end
local function pack(...) return { n = select("#", ...), ... } end
local function forward(f, ...) return f(...) end
local function swap(a, b, ...) return b, a, ... end
local function bind(f, ...)
  local bound = pack(...)
  return function(...)
    local all = { unpack(bound, 1, bound.n) }
    for i = 1, select("#", ...) do all[bound.n + i] = (select(i, ...)) end
    return f(unpack(all, 1, bound.n + select("#", ...)))
  end
end
local function map(f, ...)
  if select("#", ...) == 0 then return end
  return f((...)), map(f, select(2, ...))
end
local function default(options, ...)
  if options then return options, ... end
  return "none", ...
end

local add_ten = bind(sum, 4, 6)
local function double(x) return x * 2 end
local total = 0
for i = 1, n do
  total = total + sum(i, 2, 3, i % 5)
  total = total + forward(largest, i % 7, i % 11, i % 3)
  local packed = pack(swap(i % 4, 2, 3))
  total = total + packed[1] * packed.n + forward(forward, forward, double, 3)
  if i % 4 == 0 then
    total = total + add_ten(i % 3, 1) + sum(map(double, 1, 2, i % 9))
  end
  local name, a, b = default(i % 2 == 0 and "some" or nil, i % 5, 1)
  total = total + #name + a + b
end
print(string.format("%d", total))
