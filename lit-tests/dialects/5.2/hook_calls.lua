-- Call and return events, and what getinfo says inside them.
local log = {}
local function hook(event)
  local i = debug.getinfo(2, "Sln")
  log[#log + 1] = event .. " " .. i.what .. " " .. tostring(i.name) .. " " .. i.linedefined .. " " .. i.currentline
end
local function run(mask, f, ...)
  log = {}
  debug.sethook(hook, mask)
  f(...)
  debug.sethook()
  for _, line in ipairs(log) do print(line) end
  print("--")
end
local function leaf(x)
  return x + 1
end
local function node(n)
  local a = leaf(n)
  if n > 0 then node(n - 1) end
  return a
end
run("c", node, 1)
run("r", node, 1)
run("cr", leaf, 1)
run("cr", function() string.rep("x", 2) end)
run("cr", function() pcall(error, "e") end)
run("cr", function() pcall(leaf, 1) end)
run("c", function(...) leaf(select("#", ...)) end, 1, 2)
run("cr", function()
  local co = coroutine.wrap(function() leaf(1) coroutine.yield() end)
  co()
end)
run("cr", function() for k in next, {1} do end end)
run("cr", function()
  local t = setmetatable({}, {__index = function() return 1 end, __add = function() return 2 end})
  return t.x, t + 1
end)
local function deep(n) if n == 0 then error("stop", 0) end deep(n - 1) end
run("cr", pcall, deep, 2)
run("cr", function() table.sort({3, 1, 2}, function(a, b) return a < b end) end)
