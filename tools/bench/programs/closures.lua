-- Creating closures, calling them, and upvalues that are shared and assigned.
-- suite: calls
-- quick: 800000
local n = tonumber(arg and arg[1]) or 10000000

local function counter()
  local value = 0
  return function(by)
    value = value + by
    return value
  end, function() return value end
end

local function compose(f, g)
  return function(x) return f(g(x)) end
end

local add, get = counter()
local chain = compose(function(x) return x + 1 end, function(x) return x * 2 end)
local total = 0
for i = 1, n do
  add(i % 3)
  total = total + chain(i) % 5
  if i % 4 == 0 then
    local fresh = function(x) return x + i end
    total = total + fresh(1) % 3
  end
end
print(string.format("%d %d", get(), total))
