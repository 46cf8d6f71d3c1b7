-- Objects that come back, and what weak tables know of them.
local function collect() collectgarbage() collectgarbage() end
local saved
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
local mt
mt = {__gc = function(o)
  print("finalizer", o.name, "value:", values[o.name], "key:", keys[o])
  saved = o
end}
local function make(name)
  local o = setmetatable({name = name, part = {"part of " .. name}}, mt)
  values[name] = o
  keys[o] = "data of " .. name
  values[name .. " part"] = o.part
  keys[o.part] = "data of part"
end
make("first")
collectgarbage()
print(saved.name, saved.part[1], keys[saved], keys[saved.part], values.first, values["first part"])
-- It has been finalized and is an ordinary object now.
saved = nil
collect()
print(saved, next(keys))

-- Marked again where that is possible.
make("second")
collectgarbage()
local o = saved
setmetatable(o, mt)
saved, o = nil, nil
collectgarbage()
print(saved and saved.name)
saved = nil
collect()
print(saved)

-- Marked again by its own finalizer, a few times.
local lives = 0
local cat
cat = {__gc = function(o)
  lives = lives + 1
  if lives < 4 then setmetatable(o, cat) end
end}
local function birth() setmetatable({}, cat) end
birth()
for i = 1, 6 do
  collectgarbage()
  print(i, lives)
end

-- A group of objects: each sees the others alive.
local group = {}
local function members()
  local a, b, c = {name = "a"}, {name = "b"}, {name = "c"}
  a.next, b.next, c.next = b, c, a
  for _, m in ipairs{a, b, c} do
    setmetatable(m, {__gc = function(m) group[#group + 1] = m.name .. ">" .. m.next.next.name end})
  end
end
members()
collectgarbage()
print(table.concat(group, " "))
