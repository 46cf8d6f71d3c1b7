-- Errors in finalizers are raised where the collector ran.
local function bad(e, level)
  local p = newproxy(true)
  getmetatable(p).__gc = function() error(e, level) end
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
bad("handled")
print(xpcall(collectgarbage, function(m) return "handler: " .. tostring(m) end))
print(pcall(collectgarbage))
local log = {}
local function several()
  for i = 1, 3 do
    local p = newproxy(true)
    getmetatable(p).__gc = function() log[#log + 1] = i end
    bad("error " .. i, 0)
  end
end
several()
for i = 1, 4 do print(i, pcall(collectgarbage)) end
print(table.concat(log, " "))
local co = coroutine.wrap(function()
  local p = newproxy(true)
  getmetatable(p).__gc = function() coroutine.yield("out") end
  p = nil
  print(pcall(collectgarbage))
  return "end"
end)
print(co())
