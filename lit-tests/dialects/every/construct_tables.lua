-- Constructors: what a table is at each moment while it is made, and what it becomes afterwards.
local function show(t)
  local keys = {}
  for k, v in pairs(t) do
    local key, value = type(k) == "table" and "{}" or k, type(v) == "table" and "{}" or v
    keys[#keys + 1] = tostring(key) .. "=" .. tostring(value)
  end
  table.sort(keys)
  print(#keys, (table.concat(keys, " ")))
end

-- Nil values, keys twice, keys of every kind, many keys.
local none
for i = 1, 4 do
  show {x = none, y = i}
  show {x = i, y = none, z = none}
  show {x = 1, x = 2, y = i, x = 3}
  show {x = i, [1] = "one", y = i + 1, [i] = "i", [true] = 0, [2.5] = 1}
  show {"a", "b", x = i, "c", y = "d", z = none}
  show {x = i, (function() return 1, 2, 3 end)()}
  show {["a key that is longer than forty bytes, which is not interned"] = i, short = 1}
  show {a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11, l = 12}
  show {a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11, l = 12,
        m = 13, n = 14, o = 15, p = i, q = 17, r = 18}
  show {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, x = i, y = none}
  show {x = i > 2 and "more" or none, y = not none and i, z = {x = i, y = {z = i}}}
end

-- Tables that go on growing, and lose what they had.
local made = {}
for i = 1, 40 do
  local t = {id = i, name = "n" .. i}
  if i % 2 == 0 then t.extra, t.more = i, -i end
  if i % 5 == 0 then for k = 1, 20 do t["k" .. k] = k end end
  if i % 7 == 0 then t.id = nil end
  t[i] = i
  made[i] = t
end
for i = 1, 40, 3 do show(made[i]) end
local mixed = {}
for i = 1, 20 do
  local t = {i, i + 1, kind = "pair", of = i}
  if i % 2 == 0 then t[3], t[4] = 3, 4 end
  if i % 3 == 0 then t.a, t.b, t.c = 1, 2, 3 end
  if i % 4 == 0 then t[t] = nil t[true] = i end
  mixed[i] = t
end
for i = 1, 20, 3 do show(mixed[i]) end

-- Errors and yields in the middle; the same place goes on to work.
local function point(x, y) return {x = x + 1, y = y + 1, z = x .. y} end
print(pcall(point, 1, none))
print(pcall(point, {}, 1))
show(point(1, 2))
local co = coroutine.wrap(function()
  local t = {a = coroutine.yield(1), b = coroutine.yield(2), coroutine.yield(3)}
  show(t)
end)
co() co("first") co(none) co("third")

-- Metatables: of finished tables, and of those that become metatables themselves.
local Class = {__index = {inherited = 1}, __newindex = function(t, k, v) rawset(t, k, v .. "!") end}
for i = 1, 4 do
  local t = setmetatable({x = i, y = none}, Class)
  t.y = "set"
  print(t.x, t.y, t.inherited, rawget(t, "z"))
  local own = {__index = {deep = i}, __call = none, __metatable = none}
  local u = setmetatable({}, own)
  print(u.deep, pcall(function() return u() end))
  own.__call = function() return "called" end
  print(u())
end

-- A table that others come to know before it is finished.
local seen
local function look()
  if not debug.getlocal then return 1 end
  for i = 1, 250 do
    local name, value = debug.getlocal(2, i)
    if not name then break end
    if type(value) == "table" and rawget(value, "first") then seen = value end
  end
  if seen then
    seen.second = "early"
    setmetatable(seen, {__newindex = function(t, k, v) rawset(t, k, "via handler " .. tostring(v)) end})
  end
  return "value"
end
for i = 1, 3 do
  seen = none
  local t = {first = 1, second = look(), third = 3}
  print(t.first, t.second, t.third)
end

-- Iteration while the values of fields come and go.
for i = 1, 3 do
  local t = {a = 1, b = none, c = 3}
  local n = 0
  for k in pairs(t) do
    t[k] = none
    n = n + 1
  end
  print(n, next(t))
  t.b = 2
  print(next(t))
end
