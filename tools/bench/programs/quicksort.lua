-- Quicksort written in Lua on an array of pseudo-random integers.
-- suite: arrays
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1000000

local seed = 42
local function random()
  seed = (seed * 16807) % 2147483647
  return seed
end

local function quicksort(a, low, high)
  while low < high do
    local pivot = a[math.floor((low + high) / 2)]
    local i, j = low, high
    while i <= j do
      while a[i] < pivot do i = i + 1 end
      while a[j] > pivot do j = j - 1 end
      if i <= j then
        a[i], a[j] = a[j], a[i]
        i, j = i + 1, j - 1
      end
    end
    if j - low < high - i then
      quicksort(a, low, j)
      low = i
    else
      quicksort(a, i, high)
      high = j
    end
  end
end

local a = {}
for _ = 1, 2 do
  for i = 1, n do a[i] = random() end
  quicksort(a, 1, n)
end
for i = 2, n do assert(a[i - 1] <= a[i]) end
print(string.format("%d %d %d", a[1], a[math.floor(n / 2)], a[n]))
