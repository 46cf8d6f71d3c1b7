-- Functions as __index, __newindex and operators under sites that have learnt of them, while the
-- metatables, the handlers and the keys change.
local out = {}
local function say(...)
  local line = {}
  for i = 1, select("#", ...) do line[i] = tostring((select(i, ...))) end
  out[#out + 1] = table.concat(line, " ")
end

local function field(t) return t.name end
local function set_field(t, v) t.name = v end
local function method(t) return t:name() end
local function element(t, k) return t[k] end
local function set_element(t, k, v) t[k] = v end
local function first(t) return t[1] end
local function set_first(t, v) t[1] = v end

-- The handler is replaced, removed, made a table, and comes back.
local mt = { __index = function(_, k) return "a:" .. tostring(k) end }
local t = setmetatable({}, mt)
for round = 1, 9 do
  for i = 1, 5 do say(round, i, field(t), element(t, "name"), element(t, 7), element(t, 1.5), first(t)) end
  if round == 1 then mt.__index = function(_, k) return "b:" .. tostring(k) end
  elseif round == 2 then mt.__index = { name = "table" }
  elseif round == 3 then mt.__index = nil
  elseif round == 4 then mt.__index = function(_, k) return "c:" .. tostring(k) end
  elseif round == 5 then t.name = "own" t[1] = "one" t[7] = "seven"
  elseif round == 6 then t.name = nil t[1] = nil t[7] = nil
  elseif round == 7 then setmetatable(t, { __index = function(_, k) return "d:" .. tostring(k) end })
  elseif round == 8 then setmetatable(t, nil) end
end

-- The receiver is the last table of the chain.
local base = setmetatable({ here = 1 }, { __index = function(self, k) return (self.here or "none") .. k end })
local class = setmetatable({ middle = 2 }, { __index = base })
local object = setmetatable({ own = 3 }, { __index = class })
for i = 1, 6 do
  say(object.own, object.middle, object.here, object.missing, object["other"])
  if i == 3 then rawset(base, "missing", "found") end
  if i == 4 then rawset(class, "missing", "nearer") end
  if i == 5 then rawset(base, "missing", nil) rawset(class, "missing", nil) base.here = "changed" end
end

-- Methods that a handler makes; the object is the argument.
local maker = setmetatable({ id = 5 }, { __index = function(_, k)
  return function(self) return k .. self.id end
end })
for i = 1, 5 do say(method(maker)) end
rawset(maker, "name", function(self) return "own" .. self.id end)
for i = 1, 3 do say(method(maker)) end

-- Stores.
local log = {}
local smt = { __newindex = function(s, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v) end }
local s = setmetatable({}, smt)
for round = 1, 7 do
  for i = 1, 5 do
    set_field(s, i)
    set_element(s, "name", i * 10)
    set_element(s, 3, i * 100)
    set_element(s, 2.5, i)
    set_element(s, "n" .. i, nil)
    set_first(s, i)
  end
  say(round, #log, rawget(s, "name"), rawget(s, 3), rawget(s, 1), rawget(s, 2.5))
  if round == 1 then smt.__newindex = function(x, k, v) rawset(x, k, v) end
  elseif round == 2 then
    for _, k in ipairs({ "name", 3, 1, 2.5 }) do rawset(s, k, nil) end
    smt.__newindex = log
  elseif round == 3 then smt.__newindex = nil
  elseif round == 4 then
    s = setmetatable({}, smt)
    smt.__newindex = function(_, k, v) log[#log + 1] = k end
  elseif round == 5 then setmetatable(s, { __newindex = function() error("refused", 0) end })
  end
  if round == 6 then break end
  if round == 5 then
    say(pcall(set_field, s, 1))
    say(pcall(set_element, s, "name", 1))
    say(pcall(set_element, s, 3, 1))
    say(pcall(set_first, s, 1))
    setmetatable(s, nil)
  end
end

-- Existing elements are not the handler's business, not even when they become nil.
local guarded = setmetatable({ 1, 2, 3, x = 1 }, { __newindex = function() error("no") end })
for i = 1, 4 do guarded[2] = i guarded.x = i guarded[2.0] = i + 1 end
guarded[3] = nil
guarded.x = nil
say(guarded[2], guarded[3], guarded.x, pcall(set_element, guarded, 3, 1))

-- A dictionary with handlers.
local big = {}
for i = 1, 300 do big["key" .. i] = i end
setmetatable(big, { __index = function(_, k) return k end, __newindex = function(b, k, v) rawset(b, k, v * 2) end })
for i = 1, 5 do
  say(big.key7, big["key300"], big.none, big["none" .. i], big[i])
  big.none = i
  big["fresh" .. i] = i
  big[i] = i
  say(big.none, big["fresh" .. i], big[i])
  big.none = nil
end

-- Operators.
local V = {}
V.__index = V
local function vector(x) return setmetatable({ x = x }, V) end
local function value(v) return type(v) == "table" and v.x or v end
V.__add = function(a, b) return vector(value(a) + value(b)) end
V.__sub = function(a, b) return vector(value(a) - value(b)) end
V.__mul = function(a, b) return vector(value(a) * value(b)) end
V.__div = function(a, b) return vector(value(a) / value(b)) end
V.__mod = function(a, b) return vector(value(a) % value(b)) end
V.__pow = function(a, b) return value(a) .. "^" .. value(b) end
V.__unm = function(a) return vector(-a.x) end
V.__concat = function(a, b) return value(a) .. "&" .. value(b) end
V.__len = function(a) return a.x end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__call = function(self, a) return self.x + a end
local function all(a, b)
  say((a + b).x, (a - 1).x, (2 * a).x, (a / b).x, (b % 3).x, a ^ b, 2 ^ a, (-a).x, a .. b, a .. 1,
    1 .. b, #a, a == b, a ~= b, a < b, a <= b, a > b, a(4))
end
for round = 1, 4 do
  for i = 1, 4 do all(vector(i), vector(2)) end
  if round == 1 then V.__add = function() return { x = "sum" } end
  elseif round == 2 then V.__mul = setmetatable({}, { __call = function(_, a, b) return { x = "called" } end })
  elseif round == 3 then V.__sub = nil say(pcall(all, vector(1), vector(2))) V.__sub = V.__add end
end
local W = setmetatable({}, { __add = function() return "w" end })
say(pcall(function() return W + vector(1), (vector(1) + W).x end))
say(pcall(function() return "a" + W, 1 + W, W + 1, W + "1" end))
say(pcall(function() return W - 1 end))
say(pcall(function() return {} + 1 end))

-- Tables by the hundred under one site, each with a metatable of its own.
local sum = 0
for i = 1, 300 do
  local own = setmetatable({}, { __index = function(_, k) return i end, __add = function(a, b) return i end })
  sum = sum + own.anything + own[i] + (own + 1)
  own = nil
  if i % 100 == 0 then collectgarbage() end
end
say(sum)

-- Handlers that fail, yield, and recurse until there are no levels left.
local function fails() local x = setmetatable({}, { __index = function() error("inside") end }) return x.y end
for i = 1, 3 do say(pcall(fails)) end
local deep = setmetatable({}, {})
getmetatable(deep).__index = function(d, k) return d[k + 1] end
say(pcall(element, deep, 1))
getmetatable(deep).__index = function(d, k) return k >= 150 and "end" or d[k + 1] end
say(pcall(element, deep, 1))

-- Globals through handlers.
local real = getmetatable(_G)
setmetatable(_G, { __index = function(_, k) return "global " .. k end,
  __newindex = function(g, k, v) rawset(g, k, v and v .. "!") end })
for i = 1, 4 do
  say(undefined_name)
  assigned_name = "v" .. i
  say(assigned_name)
  assigned_name = nil
end
setmetatable(_G, real)
say(undefined_name, assigned_name)
for i = 1, 200 do _G["global" .. i] = i end
for i = 1, 4 do
  say(global7, global200, undefined_name)
  global7 = i
  brand_new = i
  say(brand_new)
  brand_new = nil
end
local plain = tostring
tostring = function() return "replaced" end
say(1, tostring)
tostring = plain
print(table.concat(out, "\n"))
