-- What __mode may be, and when it is looked at.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end
local function collect() collectgarbage() collectgarbage() end
local function fill(t)
  local function work()
    t[{}] = "dead key"
    t.value = {}
    t[{}] = {}
    t.both = "alive"
  end
  work()
  return t
end
for _, mode in ipairs{"k", "v", "kv", "vk", "", "K", "V", "strong", "weak keys", "xkx"} do
  local t = fill(setmetatable({}, {__mode = mode}))
  collect()
  print(("%q"):format(mode), count(t), t.value ~= nil, t.both)
end
for _, mode in ipairs{12, true, {"k"}} do
  local t = fill(setmetatable({}, {__mode = mode}))
  collect()
  print(type(mode), count(t))
end
-- The metatable may get its mode later, or change it.
local mt = {}
local t = fill(setmetatable({}, mt))
collect()
print(count(t))
mt.__mode = "v"
collect()
print(count(t))
mt.__mode = "kv"
collect()
print(count(t))
mt.__mode = nil
t = fill(setmetatable({}, mt))
collect()
print(count(t))
-- Found raw, not through __index.
local t2 = fill(setmetatable({}, setmetatable({}, {__index = {__mode = "kv"}})))
collect()
print(count(t2))
-- A table may be its own metatable.
local own = {__mode = "kv"}
setmetatable(own, own)
fill(own)
collect()
print(count(own), own.__mode)
-- The metatable of a table that loses its metatable.
local lost = fill(setmetatable({}, {__mode = "kv"}))
setmetatable(lost, nil)
collect()
print(count(lost))
-- In weak tables with both modes, either side is enough.
local all = setmetatable({}, {__mode = "kv"})
local k, v = {}, {}
local function pairs_of() all[k] = {}; all[{}] = v; all[k] = v; all[v] = {} end
pairs_of()
collect()
print(count(all), all[k] == v)
