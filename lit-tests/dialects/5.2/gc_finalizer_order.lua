-- The order of finalizers, and which objects have one.
local log = {}
local function flush(title)
  collectgarbage()
  print(title, table.concat(log, " "))
  log = {}
end
local mt = {__gc = function(o) log[#log + 1] = o.name end}
local function make(...)
  for _, name in ipairs{...} do setmetatable({name = name}, mt) end
end
make("a", "b", "c", "d")
flush("reverse")

-- It is the marking that counts, not the creation.
local function crossed()
  local x, y = {name = "x"}, {name = "y"}
  setmetatable(y, mt)
  setmetatable(x, mt)
end
crossed()
flush("by marking")

-- Marked once: setting the metatable again changes nothing.
local function again()
  local x, y = setmetatable({name = "x"}, mt), setmetatable({name = "y"}, mt)
  setmetatable(x, mt)
  setmetatable(x, nil)
  setmetatable(x, mt)
end
again()
flush("once")

-- __gc must be there when the metatable is set; any value will do until it is called.
local late = {}
local function too_late() setmetatable({name = "late"}, late) end
too_late()
late.__gc = mt.__gc
flush("late")
late.__gc = nil
local placeholder = {__gc = true}
local function promised() setmetatable({name = "promised"}, placeholder) end
promised()
placeholder.__gc = mt.__gc
flush("promised")
local function withdrawn() setmetatable({name = "withdrawn"}, placeholder) end
withdrawn()
placeholder.__gc = nil
flush("withdrawn")

-- The metatable in force at the end is what is asked.
local function replaced()
  local o = setmetatable({name = "replaced"}, mt)
  setmetatable(o, {__gc = function(o) log[#log + 1] = "other " .. o.name end})
  local p = setmetatable({name = "stripped"}, mt)
  setmetatable(p, nil)
end
replaced()
flush("replaced")

-- An object keeps what it refers to until its own finalizer has run.
local function nested()
  local inner = setmetatable({name = "inner"}, mt)
  setmetatable({name = "outer", inner = inner}, {__gc = function(o)
    log[#log + 1] = o.name .. " has " .. o.inner.name
  end})
end
nested()
flush("nested")
flush("nothing left")
print(#setmetatable({}, {__gc = function() end}))
