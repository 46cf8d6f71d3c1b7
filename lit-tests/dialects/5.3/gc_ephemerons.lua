-- Values that refer to their keys: through one table, chains, and several tables.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end
local function collect() collectgarbage() collectgarbage() collectgarbage() end
local function weak() return setmetatable({}, {__mode = "k"}) end

local direct = weak()
local function self_reference()
  for i = 1, 10 do
    local key = {}
    direct[key] = {key}
    direct[function() return key end] = key
  end
end
self_reference()
collect()
print("direct", count(direct))

local chain, first = weak(), {}
local function build()
  local key = first
  for i = 1, 300 do
    local value = {i}
    chain[key] = value
    key = value
  end
end
build()
collect()
print("chain held", count(chain))
first = nil
collect()
print("chain let go", count(chain))

local a, b = weak(), weak()
local anchor = {}
local function cross()
  local x, y, z = {}, {}, {}
  a[x], b[y] = y, x          -- a cycle through two tables that nobody else knows
  a[anchor], b[z] = z, {"end"}  -- a chain that begins at a live object
  a[b[z]] = "last"
end
cross()
collect()
print("across", count(a), count(b))
local z = a[anchor]
print(b[z] and b[z][1], b[z] and a[b[z]])
z, anchor = nil, nil
collect()
print("across", count(a), count(b))

-- The table itself is part of the cycle.
local watch = setmetatable({}, {__mode = "v"})
local function closed_world()
  local t = weak()
  local key = {}
  t[key] = {t, key}
  watch[1] = t
end
closed_world()
collect()
print("itself", watch[1])

-- Ephemerons in ephemerons.
local outer, root = weak(), {}
local function nested()
  local inner, key = weak(), {}
  outer[root] = inner
  inner[root] = key
  inner[key] = "deep"
  inner[{}] = "gone"
end
nested()
collect()
print("nested", count(outer), count(outer[root]), outer[root][outer[root][root]])
