-- Tables with weak values: what goes and what stays.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end
local function collect() collectgarbage() collectgarbage() end

local kept = {}
local w = setmetatable({}, {__mode = "v"})
local function fill()
  w[1], w[2], w[3] = {}, "a string", 12
  w.field, w.text, w.flag = {}, ("x"):rep(100), true
  w[1.5], w[-1], w[true] = {}, function() return w end, {}
  w[kept] = {}
  w.kept = kept
  w[{}] = "under a table"
end
fill()
print(count(w))
collect()
print(count(w))
print(w[1], w[2], w[3], w.field, #w.text, w.flag, w[1.5], w[-1], w[true], w[kept], w.kept == kept)
for k, v in pairs(w) do
  if type(k) == "table" then print("key of type table", v) end
end

-- An array part loses its elements; the rest can be used on.
local a = setmetatable({}, {__mode = "v"})
local function elements() for i = 1, 100 do a[i] = i % 10 == 0 and i or {i} end end
elements()
collect()
print(count(a), a[9], a[10], a[100])
for i = 1, 100 do a[i] = i end
print(#a, count(a))

-- A value kept elsewhere stays; then it goes.
local strong = {{}, {}}
local cache = setmetatable({a = strong[1], b = strong[2]}, {__mode = "v"})
collect()
print(cache.a == strong[1], cache.b == strong[2])
strong[1] = nil
collect()
print(cache.a, cache.b == strong[2])

-- Entries vanish during a traversal without upsetting it.
local t = setmetatable({}, {__mode = "v"})
local function more() for i = 1, 50 do t["k" .. i] = {} end end
more()
local seen = 0
for k in pairs(t) do
  seen = seen + 1
  if seen == 3 then collect() end
end
print(seen >= 3, count(t) <= 1)
-- Weak tables refer to each other, and nobody else does.
local function ring()
  local x, y = setmetatable({}, {__mode = "v"}), setmetatable({}, {__mode = "v"})
  x.y, y.x = y, x
  return setmetatable({x}, {__mode = "v"})
end
local r = ring()
collect()
print(r[1])
