-- A cache with weak values and a table of private data with weak keys.
-- suite: gc
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1500000

local cache = setmetatable({}, {__mode = "v"})
local private = setmetatable({}, {__mode = "k"})
local held, misses = {}, 0
for i = 1, n do
  local key = (i * 7919) % 10007
  local object = cache[key]
  if not object then
    object = {key = key}
    private[object] = {object, i}
    cache[key] = object
  end
  if private[object][1] ~= object then error("lost") end
  misses = misses + (object.key - key)
  held[i % 1000 + 1] = object
end
print(misses)
