-- Closures with upvalues of their own, kept for a while.
-- suite: gc
-- quick: 100000
local n = tonumber(arg and arg[1]) or 2000000

local function counter(start)
  local value = start
  return function(by)
    value = value + by
    return value
  end
end

local ring, total = {}, 0
for i = 1, n do
  local place = i % 5000 + 1
  local previous = ring[place]
  if previous then total = (total + previous(i)) % 1000003 end
  ring[place] = counter(i)
end
print(total)
