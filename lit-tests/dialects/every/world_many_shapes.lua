-- Places that meet many shapes of tables: few of them, too many, some of which inherit the key or
-- lack it; and what happens to them: fields and metatables that come and go under them, collections
-- that take shapes away, keys that arrive while they know everything.
local function shape(i)
  local t = {}
  for k = 1, i % 7 do t["pad" .. k] = k end
  t.x = i
  t.y = -i
  return t
end
local function read(t) return t.x end
local function write(t, v) t.x = v end
local function remove(t) t.x = nil end
local function call(t) return t:get() end
local function maybe(t) return t.extra end

local function show(label, ...)
  io.write(label)
  for i = 1, select("#", ...) do io.write("\t", tostring((select(i, ...)))) end
  io.write("\n")
end

local function sum_of(list, rounds)
  local sum = 0
  for _ = 1, rounds do
    for i = 1, #list do sum = sum + (read(list[i]) or 1000) end
  end
  return sum
end

-- Two to seven shapes at one place.
for count = 2, 7 do
  local list = {}
  for i = 1, count do list[i] = shape(i) end
  show("count " .. count, sum_of(list, 40))
  for round = 1, 40 do
    for i = 1, #list do write(list[i], round + i) end
  end
  show("written", sum_of(list, 1))
end

-- The places know all seven now. Values go, keys are inherited instead, and come back.
local list = {}
for i = 1, 7 do list[i] = shape(i) end
remove(list[2])
show("removed", sum_of(list, 2))
setmetatable(list[2], { __index = { x = 7 } })
show("inherited", sum_of(list, 2))
setmetatable(list[3], { __index = function() return 11 end, __newindex = function() end })
list[3].x = nil
show("computed", sum_of(list, 2), read(list[3]))
write(list[3], 5)
show("not written", read(list[3]))
write(list[2], 12)
show("given", read(list[2]), rawget(list[2], "x"))

-- Tables that lack the key, some of them for good.
local extras = {}
for i = 1, 6 do extras[i] = shape(i) end
extras[2].extra, extras[5].extra = 2, 5
local found = 0
for _ = 1, 60 do
  for i = 1, 6 do found = found + (maybe(extras[i]) or 0) end
end
show("extras", found)
extras[1].extra = 100
setmetatable(extras[3], { __index = { extra = 200 } })
setmetatable(extras[4], { __index = { other = 200 } })
found = 0
for i = 1, 6 do found = found + (maybe(extras[i]) or 0) end
show("extras changed", found)
getmetatable(extras[4]).__index.extra = 1000
for i = 1, 6 do found = found + (maybe(extras[i]) or 0) end
show("extras inherited", found)

-- Methods of many classes, redefined, removed, shadowed.
local classes, objects = {}, {}
for c = 1, 8 do
  local class = {}
  class.__index = class
  for p = 1, c do class["pad" .. p] = p end
  function class:get() return c * 10 + self.n end
  classes[c] = class
  for i = 1, 3 do objects[#objects + 1] = setmetatable({ n = i }, class) end
end
local function total()
  local sum = 0
  for i = 1, #objects do sum = sum + call(objects[i]) end
  return sum
end
for _ = 1, 30 do total() end
show("methods", total())
classes[3].get = function() return 1 end
show("redefined", total())
classes[4].get = nil
show("missing", pcall(total))
setmetatable(classes[4], { __index = { get = function(self) return self.n end } })
show("from the base", total())
objects[1].get = function() return 5000 end
show("shadowed", total())
objects[1].get = nil
show("uncovered", total())
classes[5].__index = function() return function() return 3 end end
show("by a function", total())
classes[5].__index = classes[6]
show("by another class", total())
setmetatable(objects[9], classes[1])
show("of another class", total())
local text = setmetatable({}, { __index = { get = function() return 4 end } })
objects[#objects + 1] = text
show("one more", total())
show("no table", pcall(call, 5))
string.get = function(s) return #s end
show("a string", call("four"), read("four"))
string.get = nil

-- Shapes die and others come in their place.
local kept = {}
for round = 1, 30 do
  local short = {}
  for i = 1, 7 do
    local t = {}
    for k = 1, i do t["round" .. round .. "_" .. k] = k end
    t.x = i + round
    short[i] = t
  end
  show("round " .. round, sum_of(short, 3))
  kept[round] = short[round % 7 + 1]
  if round % 5 == 0 then collectgarbage() end
end
show("kept", sum_of(kept, 1))

-- Keys are added at one place to tables of many shapes.
local function give(t) t.given = true end
for round = 1, 20 do
  local sum = 0
  for i = 1, 6 do
    local t = shape(i)
    give(t)
    sum = sum + (t.given and i or 0) + (t.pad1 or 0) + t.y
    if round == 15 then
      local log
      local guarded = setmetatable(shape(i), { __newindex = function(_, k) log = k end })
      give(guarded)
      show("guarded", log, rawget(guarded, "given"))
    end
  end
  if round > 18 then show("given", sum) end
end
