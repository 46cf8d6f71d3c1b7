-- Metamethods in hot loops: what they give, errors and tail calls in them, and deep recursion.
local function new(v, mt) return setmetatable({ v = v }, mt) end
-- results: none, many, of changing types
local M = {}
M.__add = function(a, b) if b % 3 == 0 then return end if b % 3 == 1 then return b, 1, 2 end return "s" end
M.__lt = function(a, b) if a.v > 150 then return nil end return a.v % 2 == 0 and 1 or false end
M.__le = function(a, b) return b.v end
M.__eq = function(a, b) return nil end
M.__index = function(t, k, ...) return k .. select("#", ...) end
M.__call = function(self, ...) return select("#", ...), self.v, ... end
local counts = { number = 0, string = 0, ["nil"] = 0 }
local lt, le, eq = 0, 0, 0
for i = 1, 200 do
  local o, p = new(i, M), new(i, M)
  local r = o + i
  counts[type(r)] = counts[type(r)] + 1
  if o < p then lt = lt + 1 end
  if not (o >= p) then lt = lt + 1000 end
  if o <= p then le = le + 1 end
  if o == p then eq = eq + 1 end
  if o ~= p then eq = eq + 1000 end
end
print(counts.number, counts.string, counts["nil"], lt, le, eq)
local s, n = "", 0
for i = 1, 150 do
  local o = new(i, M)
  s = o.field .. o["x" .. i % 3]
  local a, b, c, d = o(i, nil, s)
  n = n + a + b + c + (d == nil and 1 or 0) + select("#", o()) + select("#", o(o(1, 2)))
end
print(s, n)
-- tail calls inside of metamethods
local T = {}
local function make(x) return new(x, T) end
T.__add = function(a, b) return make(a.v + b.v) end
T.__sub = function(a, b) return math.max(a.v, b.v) end
T.__unm = function(a) return a end
T.__index = function(t, k) return rawget(T, k) end
T.len = function(self, k) return self.v * k end
T.__newindex = function(t, k, v) return rawset(t, k, v) end
local acc = make(0)
for i = 1, 200 do
  acc = acc + make(i)
  acc = - -acc
  n = n + (acc - make(i)) + acc:len(2)
  acc["k" .. i % 5] = i
end
print(acc.v, n, acc.k0, acc.k4)
-- errors, with positions and values, and what the loop had done before
local E = { __add = function(a, b) if b == 77 then error("at " .. b) end return b end,
  __lt = function(a, b) return a.v < b.missing.v end,
  __newindex = function(t, k, v) if v > 90 then error({ v }) end rawset(t, "last", v) end }
local done
print(pcall(function() local e, t = new(1, E), 0 for i = 1, 100 do done = i t = t + (e + i) end end))
print(done)
print(pcall(function() for i = 1, 100 do done = i if i > 60 and new(1, E) < new(2, E) then return end end end))
local holder = new(1, E)
local ok, e = pcall(function() for i = 1, 100 do holder.x = i end end)
print(ok, type(e), e[1], holder.last, rawget(holder, "x"))
-- metamethods that call themselves, to a depth
local R = {}
R.__add = function(a, b) if b <= 0 then return 0 end return 1 + (a + (b - 1)) end
R.__index = function(t, k) if k <= 0 then return "end" end return t[k - 1] end
local o, total = setmetatable({}, R), 0
for i = 1, 120 do total = total + (o + i % 12) end
print(total, o[20])
local good, message = pcall(function() for i = 1, 5 do total = total + (o + 1000 * i) end end)
print(good, (tostring(message):gsub("^.-:%d+: ", ""):gsub("\n.*", ""):gsub(" %(.*", "")))
for i = 1, 100 do total = total + (o + i % 7) end
print(total)
-- a handler that changes the object, the metatable or itself
local H = {}
H.__index = function(t, k)
  if k == 40 then setmetatable(t, nil) end
  if k == 20 then H.__index = function(_, q) return (tonumber(q) or 1) * 2 end end
  return k
end
local h, sum = setmetatable({}, H), 0
for i = 1, 60 do sum = sum + (h["k" .. i] and 1 or 0) + (h[i] or 1000) end
print(sum)
-- variables of the loop that handlers share
local shared = 0
local S = setmetatable({}, { __index = function(_, k) shared = shared + 1 return shared end,
  __newindex = function(_, k, v) shared = shared + v end })
local seen = 0
for i = 1, 150 do
  seen = seen + S.x
  S.y = 2
  shared = shared - 1
end
print(seen, shared)
