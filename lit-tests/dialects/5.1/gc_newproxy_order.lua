-- Userdata made by newproxy: which are finalized, and in which order.
local log = {}
local function flush(title)
  collectgarbage()
  collectgarbage()
  print(title, table.concat(log, " "))
  log = {}
end
local names = setmetatable({}, {__mode = "k"})
local function proxy(name, like)
  local p = newproxy(like or true)
  names[p] = name
  return p
end
local function finalizer(p) log[#log + 1] = names[p] or "?" end
local function make()
  local a = proxy("a")
  getmetatable(a).__gc = finalizer
  local b, c = proxy("b", a), proxy("c", a)
end
make()
flush("newest first")
-- __gc is looked for when the userdata dies.
local model = newproxy(true)
local function late() proxy("late", model) end
late()
getmetatable(model).__gc = finalizer
flush("late")
getmetatable(model).__gc = nil
late()
flush("without")
getmetatable(model).__gc = finalizer
flush("afterwards")
-- Tables have no finalizers.
local function tables() setmetatable({}, {__gc = function() log[#log + 1] = "table" end}) end
tables()
flush("tables")
-- One cycle makes a userdata dead, its data goes with a later one.
local saved
getmetatable(model).__gc = function(p) saved = p end
late()
collectgarbage()
print(type(saved), names[saved])
saved = nil
collectgarbage()
collectgarbage()
print(saved, next(names) == nil)
