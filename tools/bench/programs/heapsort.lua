-- Heap sort on an array of floats: data-dependent indices and branches.
-- suite: arrays
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1000000

local seed = 42
local function random()
  seed = (seed * 16807) % 2147483647
  return seed / 2147483647
end

local function sift(a, root, last)
  local value = a[root]
  while true do
    local child = 2 * root
    if child > last then break end
    if child < last and a[child] < a[child + 1] then child = child + 1 end
    if value >= a[child] then break end
    a[root] = a[child]
    root = child
  end
  a[root] = value
end

local a = {}
for i = 1, n do a[i] = random() end
for root = math.floor(n / 2), 1, -1 do sift(a, root, n) end
for last = n, 2, -1 do
  a[1], a[last] = a[last], a[1]
  sift(a, 1, last - 1)
end
for i = 2, n do assert(a[i - 1] <= a[i]) end
print(string.format("%.9f %.9f", a[1], a[n]))
