-- Tables with weak keys.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end
local function collect() collectgarbage() collectgarbage() end

local kept = {}
local w = setmetatable({}, {__mode = "k"})
local function fill()
  w[{}] = 1
  w[function() return w end] = 2
  w[coroutine.create(function() end)] = 3
  w[kept] = {"of kept"}
  w.text = {"of a string"}
  w[("y"):rep(60)] = "long"
  w[1] = {"of a number"}
  w[true] = {"of a boolean"}
  w[0.5] = "of a fraction"
end
fill()
print(count(w))
collect()
print(count(w), w[kept][1], w.text[1], w[("y"):rep(60)], w[1][1], w[true][1], w[0.5])
kept = nil
collect()
print(count(w))

-- Keys are as good as new when the table is filled again.
for round = 1, 3 do
  local function more() for i = 1, 200 do w[{i}] = i end end
  more()
  collect()
  print(round, count(w))
end

-- A function's environment of private data.
local private = setmetatable({}, {__mode = "k"})
local function new(name)
  local object = {}
  private[object] = {name = name}
  return object
end
local a, b = new("a"), new("b")
local function many() for i = 1, 100 do new("garbage " .. i) end end
many()
collect()
print(count(private), private[a].name, private[b].name)
a = nil
collect()
print(count(private), private[b].name)

-- next goes on from a key whose entry has been removed.
local keys = {}
local t = setmetatable({}, {__mode = "k"})
for i = 1, 20 do
  keys[i] = {}
  t[keys[i]] = i
end
local n = 0
for k, v in pairs(t) do
  t[k] = nil
  n = n + 1
end
print(n, next(t))
