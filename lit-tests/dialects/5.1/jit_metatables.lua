-- Metatables that appear, change and go under loops that are compiled.
local function run(t, n, at, what)
  local s = 0
  for i = 1, n do
    if i == at then what(t) end
    local v = t.x
    s = s + (v or 1000)
  end
  return s
end
print(run({}, 200, 150, function(t) setmetatable(t, { __index = { x = 7 } }) end))
print(run({ x = 1 }, 200, 150, function(t) t.x = nil end))
print(run({ x = 1 }, 200, 150, function(t)
  t.x = nil
  setmetatable(t, { __index = function(_, k) return #k end })
end))
local base = { x = 5 }
print(run(setmetatable({}, { __index = base }), 200, 120, function() base.x = 6 end))
print(run(setmetatable({}, { __index = base }), 200, 120, function() base.x = nil end))
print(run(setmetatable({}, { __index = setmetatable({}, { __index = { x = 2 } }) }), 200, 50,
  function(t) getmetatable(t).__index.x = 3 end))

-- __newindex that starts to see assignments
local log = {}
local w = {}
for i = 1, 200 do
  if i == 100 then
    setmetatable(w, { __newindex = function(t, k, v) log[#log + 1] = k .. "=" .. v end })
  end
  w[i] = i
  if i % 50 == 0 then w.field = i end
end
print(#w, #log, log[1], log[#log], w.field)

-- arithmetic, comparison, length, call and concatenation
local V = {}
V.__index = V
local function vec(x) return setmetatable({ x = x }, V) end
V.__add = function(a, b) return vec(a.x + (type(b) == "number" and b or b.x)) end
V.__unm = function(a) return vec(-a.x) end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__eq = function(a, b) return a.x == b.x end
V.__concat = function(a, b) return "v" .. (type(a) == "table" and a.x or a) end
V.__call = function(self, k) return self.x * k end
local acc, lt, eq = vec(0), 0, 0
local text
for i = 1, 150 do
  acc = acc + vec(i) + 1
  if vec(i) < acc and acc <= acc then lt = lt + 1 end
  if vec(i) == vec(i) and vec(i) ~= vec(i + 1) then eq = eq + 1 end
  text = acc .. "s"
  lt = lt + acc(0)
  acc = -(-acc)
end
print(acc.x, lt, eq, text)

-- an operator replaced half-way
local A = { __add = function() return 1 end }
local a, n = setmetatable({}, A), 0
for i = 1, 200 do
  if i == 100 then A.__add = function() return 10 end end
  n = n + (a + i)
end
print(n)
print(pcall(function()
  for i = 1, 200 do
    if i == 150 then A.__add = nil end
    n = n + (a + i)
  end
end))
-- rawget, rawset, rawequal and next see through
local p = setmetatable({}, { __index = function() return 1 end, __newindex = error })
local r = 0
for i = 1, 100 do
  rawset(p, i, i)
  r = r + rawget(p, i) + (rawget(p, i + 1) or 0)
  if rawequal(p, p) and not rawequal(p, {}) then r = r + 1 end
end
print(r, #p, next(p) ~= nil)
