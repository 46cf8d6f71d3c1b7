-- Methods of userdata, whose accesses are cached by their metatables: what changes on the way to
-- the method is seen.
local meta = debug.getmetatable(io.stdout)
local methods = meta.__index
local f = io.tmpfile()

local function call(object, name)
  local ok, result = pcall(function() return object:method(name) end)
  return ok and result or (result:gsub("^[^:]*:%d+: ", ""))
end

local function round(text)
  local seen = {}
  for i = 1, 5 do seen[i] = tostring(call(f, i)) end
  print(text, table.concat(seen, " "))
end

round("absent")
methods.method = function(self, n) return "a" .. n end
round("added")
methods.method = function(self, n) return "b" .. n end
round("changed")
methods.method = nil
round("removed")

-- Longer chains.
local far = {method = function(_, n) return "far" .. n end}
setmetatable(methods, {__index = far})
round("inherited")
far.method = function(_, n) return "farther" .. n end
round("inherited, changed")
setmetatable(methods, {__index = function(_, key) return function() return key .. "!" end end})
round("by a function")
setmetatable(methods, nil)
round("without")

-- Another table in __index, and a function there.
meta.__index = {method = function(_, n) return "c" .. n end}
round("__index replaced")
meta.__index = function(_, key) return function(_, n) return key .. n end end
round("__index a function")
meta.__index = methods
round("__index restored")

-- Another metatable.
local function make(letter)
  return {__index = {method = function(_, n) return letter .. n end}}
end
local d, e = make("d"), make("e")
for i = 1, 6 do
  debug.setmetatable(f, i % 2 == 0 and d or e)
  io.write(call(f, i), " ")
end
print()
debug.setmetatable(f, nil)
round("no metatable")
debug.setmetatable(f, meta)
round("its own")

-- One site that meets tables with the same metatable, strings and userdata in turn.
string.method = function(_, n) return "s" .. n end
methods.method = function(_, n) return "f" .. n end
local objects = {f, setmetatable({}, meta), "text", {method = function(_, n) return "t" .. n end}}
for i = 1, 24 do io.write(tostring(call(objects[i % #objects + 1], i)), " ") end
print()
print(pcall(function() f.field = 1 end))
