-- Coroutines change the world under each other's loops: they are switched inside of metamethods and
-- iterators (which 5.1 refuses), share variables, fail, and die half way.
local yield, wrap, create, resume, status = coroutine.yield, coroutine.wrap, coroutine.create, coroutine.resume, coroutine.status

local function drive(name, body, change)
  local co = create(body)
  local out, steps = {}, 0
  local ok, v = resume(co, 0)
  while ok and status(co) ~= "dead" and steps < 60 do
    steps = steps + 1
    if steps == 20 then change() end
    if steps % 10 == 0 then out[#out + 1] = tostring(v) end
    ok, v = resume(co, steps)
  end
  print(name, ok, v, steps, status(co), table.concat(out, " "))
end

-- The loop is in the coroutine; what it has learnt about changes while it sleeps.
local class = {weight = 3}
class.__index = class
function class.get(self) return self.x end
local o, t, f, limit = setmetatable({x = 1}, class), {1, 2, 3, 4, 5}, math.floor, 50
local function loop()
  local r = 0
  for i = 1, limit do
    r = r + o:get() + o.weight + t[i % 5 + 1] + f(i / 2)
    o.x = i
    yield(r)
  end
  return r
end
local changes = {
  {"nothing", function() end},
  {"method", function() class.get = function() return 100 end end},
  {"method gone", function() class.get = nil end},
  {"field", function() class.weight = 0.5 o.weight = nil end},
  {"inherited by function", function() class.__index = function(_, k) return k == "get" and function() return 7 end or 8 end end},
  {"class", function() setmetatable(o, {__index = {get = function(self) return -self.x end, weight = 1}}) end},
  {"elements", function() for i = 1, 5 do t[i] = i / 4 end end},
  {"text", function() t[3] = "33" end},
  {"no number", function() t[3] = "text" end},
  {"function", function() f = function(n) return n * 2 end end},
  {"no function", function() f = nil end},
  {"object", function() o = {x = 5, weight = 6, get = function(self) return self.x end} end},
  {"garbage", function() collectgarbage() collectgarbage() end},
}
for _, change in ipairs(changes) do
  drive(change[1], loop, change[2])
  class.get, class.weight, class.__index = function(self) return self.x end, 3, class
  o, t, f = setmetatable({x = 1}, class), {1, 2, 3, 4, 5}, math.floor
end

-- Switches inside of what an operation calls.
local inside = setmetatable({}, {
  __index = function(_, k) yield("index") return k == "far" and 1 or 2 end,
  __newindex = function(u, k, v) yield("newindex") rawset(u, k, v) end,
  __add = function(_, b) yield("add") return b + 1 end,
  __concat = function(_, b) yield("concat") return "c" .. tostring(b) end,
  __eq = function() yield("eq") return true end,
  __lt = function() yield("lt") return true end,
  __le = function() yield("le") return false end,
  __unm = function() yield("unm") return 3 end,
  __call = function(_, a) yield("call") return a end,
})
local other = setmetatable({}, getmetatable(inside))
local operations = {
  {"index", function() return inside.far + inside[5] end},
  {"store", function(i) inside[i] = i return rawget(inside, i) end},
  {"add", function(i) return inside + i end},
  {"concat", function(i) return #("a" .. (inside .. i)) end},
  {"compare", function() return (inside == other and 1 or 2) + (inside < other and 10 or 20) + (inside <= other and 100 or 200) end},
  {"minus", function() return -inside end},
  {"call", function(i) return inside(i) + inside(2) end},
  {"iterate", function()
    local r = 0
    for j in function(_, n) yield("next") n = n + 1 if n < 4 then return n end end, nil, 0 do r = r + j end
    return r
  end},
  {"sort", function() table.sort({3, 1, 2}, function(a, b) yield("sort") return a < b end) return 1 end},
  {"replace", function() return #(("abc"):gsub("%w", function(c) yield("gsub") return c end)) end},
  {"protected", function(i)
    local ok, e = pcall(function() yield("pcall") if i % 3 == 0 then error("third", 0) end return i end)
    return ok and e or #tostring(e)
  end},
}
for _, operation in ipairs(operations) do
  drive(operation[1], function()
    local r = 0
    for i = 1, 25 do r = r + operation[2](i) end
    return r
  end, function() end)
end

-- Two generators take turns over one table, which each changes for the other.
local shared = {n = 0}
local function generator(step, key)
  return wrap(function()
    for i = 1, 40 do
      shared.n = shared.n + step
      shared[key .. i % 4] = i
      if i % 9 == 0 then shared[key .. (i + 1) % 4] = nil end
      if i % 13 == 0 then setmetatable(shared, {__index = function(_, k) return #k end}) end
      yield(shared.n + (shared.a1 or 0) + (shared.b2 or 0))
    end
    error("end of " .. key, 0)
  end)
end
local a, b, sum = generator(1, "a"), generator(0.5, "b"), 0
for i = 1, 40 do sum = sum + a() + b() + (i % 8 == 0 and wrap(function(x) return x end)(i) or 0) end
print(sum, pcall(a), pcall(b))
print(pcall(a))
