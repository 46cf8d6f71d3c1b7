-- What is finalized when the program ends.
collectgarbage("stop")
if warn then warn("@on") end
local mt = {__gc = function(o) print("end", o.name) end}
local function object(name) return setmetatable({name = name}, mt) end
kept = object("global")
local here = object("local")
package.loaded.kept = object("registry")
object("garbage")
local co = coroutine.create(function()
  local inside = object("in coroutine")
  coroutine.yield()
end)
coroutine.resume(co)
-- Made at the end: finalizers of such objects are not called any more.
setmetatable({}, {__gc = function()
  print("making")
  object("made at the end")
  print("made")
end})
setmetatable({}, {__gc = function()
  print("failing")
  error("at the end")
end})
-- The libraries are still there.
setmetatable({}, {__gc = function(o)
  print(string.format("%s %s %d", type(o), type(kept), #here.name))
  print(pcall(error, "caught"), select("#", 1, 2))
end})
setmetatable({}, {__gc = function()
  local again = {}
  setmetatable(again, {__gc = function() print("never") end})
  setmetatable(again, nil)
end})
print("done")
