-- Errors in finalizers.
if warn then warn("@on") end
local function bad(e, level)
  setmetatable({}, {__gc = function() error(e, level) end})
end
local function try(...)
  bad(...)
  print(pcall(collectgarbage))
  print(pcall(collectgarbage))
end
try("message")
try("no position", 0)
try(nil)
try(42)
try({})
try(setmetatable({}, {__tostring = function() return "object" end}))
-- Not with a message handler.
bad("handled")
print(xpcall(collectgarbage, function(m) return "handler: " .. tostring(m) end))
print(pcall(collectgarbage))
-- The others are finalized all the same.
local log = {}
local function several()
  for i = 1, 3 do
    setmetatable({}, {__gc = function() log[#log + 1] = i end})
    bad("error " .. i)
  end
end
several()
for i = 1, 4 do print(i, pcall(collectgarbage)) end
print(table.concat(log, " "))
-- What is no function.
for _, gc in ipairs{true, 12, "text", {}} do
  local function make() setmetatable({}, {__gc = gc}) end
  make()
  print(type(gc), pcall(collectgarbage))
end
local function callable()
  setmetatable({}, {__gc = setmetatable({}, {__call = function(self, o) print("called", type(self), type(o)) end})})
end
callable()
print(pcall(collectgarbage))
-- Errors of operations, and an error inside a coroutine that a finalizer runs.
local function operation() setmetatable({}, {__gc = function(o) return o.x.y end}) end
operation()
print(pcall(collectgarbage))
local function inside()
  setmetatable({}, {__gc = function()
    print(coroutine.resume(coroutine.create(function() error("in coroutine") end)))
    print(pcall(error, "caught"))
  end})
end
inside()
print(pcall(collectgarbage))
