-- Tables that each have a metatable of their own: environments that inherit from one another,
-- objects made of closures, views; what is changed, added, traversed, replaced and collected under
-- them, and what becomes of a metatable that gets more instances.
local function show(...)
  for i = 1, select("#", ...) do io.write(tostring((select(i, ...))), "\t") end
  io.write("\n")
end
local function scope(parent) return setmetatable({}, { __index = parent }) end

-- Environments.
local global = { a = 1, b = 2 }
local depth = {}
local env = global
for i = 1, 12 do
  env = scope(env)
  env["v" .. i] = i
  depth[i] = env
end
local function get(e, name) return e[name] end
local sum = 0
for i = 1, 12 do
  for j = 1, 12 do sum = sum + (get(depth[i], "v" .. j) or 100) end
  sum = sum + depth[i].a + depth[i].b
end
show("chained", sum)
global.a = nil
show("gone", depth[12].a, get(depth[12], "a"), rawget(depth[12], "a"))
global.a = 5
depth[6].a = 6
show("covered", depth[12].a, depth[5].a, depth[6].a)
depth[6].a = nil
show("uncovered", depth[12].a)
for i = 1, 200 do global["g" .. i] = i end
show("many globals", depth[12].g7, get(depth[3], "g200"), depth[1].none)
-- The limit of the dialect is behind this chain.
local far = { x = "far" }
for _ = 1, 60 do far = scope(far) end
show("far", far.x, get(far, "x"), far.y)

-- One place reads and writes tables that all have their own.
local function touch(t) t.n = (t.n or 0) + 1 return t.n + (t.base or 0) end
local total = 0
for i = 1, 300 do
  local t = setmetatable({ first = i }, { __index = { base = i } })
  for _ = 1, i % 4 + 1 do total = total + touch(t) end
  total = total + t.first
  t.base = 1
  total = total + touch(t)
end
show("touched", total)

-- Keys come, more than there was room for; traversal shows no others.
for count = 0, 24, 3 do
  local t = scope({ inherited = true })
  for i = 1, count do t["k" .. i] = i end
  local seen, keys = 0, 0
  for k, v in pairs(t) do
    keys, seen = keys + 1, seen + v
    assert(t[k] == v)
  end
  show("room " .. count, keys, seen, t.inherited, next(scope({})))
end
local crowded = scope({ k1 = "inherited" })
for i = 1, 300 do crowded["k" .. i] = i end
crowded.k1 = nil
show("dictionary", crowded.k1, crowded.k300, getmetatable(crowded).__index.k1)

-- Metatables replaced, shared, removed, changed.
local t = { x = 1 }
local function view(object) return object.y, object.x, getmetatable(object) end
show("none", view(t))
local m1, m2 = { __index = { y = 1 } }, { __index = { y = 2 } }
for _, m in ipairs({ m1, m2, m1, m1, m2 }) do
  show("replaced", select(2, view(setmetatable(t, m))), t.y, getmetatable(t) == m)
end
setmetatable(t, nil)
show("removed", view(t))
local shared = { __index = { y = 3 } }
local users = {}
for i = 1, 5 do users[i] = setmetatable({ x = i }, shared) end
for _ = 1, 20 do
  for i = 1, 5 do assert(users[i].y == 3 and users[i].x == i) end
end
shared.__index = { y = 4 }
show("shared", users[1].y, users[5].y)
shared.__index = function(_, key) return key .. "!" end
show("shared", users[1].z, users[5].z)
shared.__index = nil
show("shared", users[1].y, users[5].y)
shared.__newindex = function(o, k, v) rawset(o, k, v * 2) end
for i = 1, 5 do users[i].w = i end
show("stored", users[1].w, users[5].w)

-- Handlers of all kinds in metatables for one.
local log = {}
local one = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k return k end,
  __newindex = function(o, k, v) log[#log + 1] = "set " .. k rawset(o, k, v) end,
  __call = function(_, a) return a + 1 end,
  __add = function(a, b) return type(a) == "table" and b or a end,
  __concat = function() return "joined" end,
  __unm = function() return "minus" end,
  __tostring = function() return "one" end,
})
for i = 1, 12 do
  local k = "k" .. i % 3
  local _ = one[k], one.k0
  one[k] = i
  one.k1 = i
end
show("handlers", one(1), one + 2, 3 + one, one .. "x", -one, tostring(one), #log)
show(table.concat(log, " "))
local guarded = setmetatable({}, { __metatable = "guarded" })
show("guarded", getmetatable(guarded), pcall(setmetatable, guarded, {}))

-- One that is an instance, a metatable and a class.
local proto = scope({ deep = "deep" })
proto.__index = proto
proto.own = "own"
local children = {}
for i = 1, 10 do children[i] = setmetatable({ i = i }, proto) end
for _ = 1, 10 do
  for i = 1, 10 do assert(children[i].deep == "deep" and children[i].own == "own") end
end
getmetatable(proto).__index.deep = "deeper"
proto.own = "changed"
show("proto", children[3].deep, children[3].own)
setmetatable(proto, { __index = { deep = "other" } })
show("proto", children[3].deep, children[10].deep)
local circle = {}
setmetatable(circle, circle)
circle.__index = { round = true }
show("its own", circle.round, circle.__index.round)

-- Collections between.
local weak = setmetatable({}, { __mode = "k" })
local values = setmetatable({}, { __mode = "v" })
local keep = {}
for i = 1, 40 do
  local key = scope({ n = i })
  key.id = i
  weak[key] = i
  values["v" .. i] = key
  values[i] = key
  if i % 4 == 0 then keep[#keep + 1] = key end
end
collectgarbage()
collectgarbage()
local count, ids = 0, 0
for key, i in pairs(weak) do count, ids = count + 1, ids + i + key.n - key.id end
show("weak", count, ids)
count = 0
for _ in pairs(values) do count = count + 1 end
show("weak values", count, values.v4.n, values.v5, values[40].id)
local alive = {}
for i = 1, 2000 do
  local e = scope(i % 50 == 0 and alive[#alive] or global)
  e.index = i
  if i % 20 == 0 then alive[#alive + 1] = e end
  if i % 700 == 0 then collectgarbage() end
end
local checked = 0
for i = 1, #alive do checked = checked + alive[i].index + alive[i].b end
show("alive", checked)
