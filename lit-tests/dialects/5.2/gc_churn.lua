-- Many weak entries and finalizers, again and again.
local count, finalized = 0, 0
local cache = setmetatable({}, {__mode = "v"})
local data = setmetatable({}, {__mode = "k"})
local mt = {__gc = function() finalized = finalized + 1 end}
local rng = 12345
local function random(n)
  rng = (rng * 1103515245 + 12345) % 2147483648
  return math.floor(rng / 65536) % n + 1
end
local kept = {}
for i = 1, 30000 do
  local o = {i}
  if i % 3 == 0 then setmetatable(o, mt) end
  cache[i % 1000] = o
  data[o] = {o}
  kept[random(200)] = o
  if i % 5000 == 0 then
    collectgarbage()
    collectgarbage()
    local n, m = 0, 0
    for k, v in pairs(cache) do
      n = n + 1
      assert(v[1] % 1000 == k)
    end
    for k, v in pairs(data) do
      m = m + 1
      assert(v[1] == k)
    end
    local known = {}
    for _, o in pairs(kept) do known[o] = true end
    for o in pairs(known) do
      m = m - 1
      assert(data[o][1] == o)
    end
    print(i, n <= 210, m <= 210)
  end
end
print(finalized >= (9000), finalized <= 10000)
kept, cache = {}, {}
collectgarbage()
collectgarbage()
local m = 0
for k in pairs(data) do m = m + 1 end
print(m <= 10)
