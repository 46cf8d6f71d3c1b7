-- collectgarbage while a finalizer runs.
local results = {}
local function show(...)
  local t = {}
  for i = 1, select("#", ...) do
    local v = select(i, ...)
    t[i] = tostring(v)
  end
  results[#results + 1] = table.concat(t, " ")
end
local function make()
  setmetatable({}, {__gc = function()
    show(select("#", collectgarbage("count")))
    show(collectgarbage("collect"))
    show(collectgarbage())
    show(collectgarbage("isrunning"))
    show(collectgarbage("stop"))
    show(collectgarbage("restart"))
    show((pcall(collectgarbage, "nonsense")))
  end})
end
make()
collectgarbage()
for i, r in ipairs(results) do print(i, r) end
print(collectgarbage("isrunning"))
-- A collection in a finalizer finds more to finalize, or does nothing.
local depth, deepest, calls = 0, 0, 0
local function nest()
  setmetatable({}, {__gc = function()
    calls = calls + 1
    depth = depth + 1
    if depth > deepest then deepest = depth end
    if calls < 5 then
      nest()
      collectgarbage()
    end
    depth = depth - 1
  end})
end
nest()
for i = 1, 6 do collectgarbage() end
print(calls, deepest)
