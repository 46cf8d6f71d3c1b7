-- Protected calls with all kinds of functions, arguments, results and places for them.
local unpack = table.unpack or unpack
local function show(...) local t = {} for i = 1, select("#", ...) do local v = select(i, ...) t[i] = type(v) == "function" and "function" or tostring(v) end print(#t, table.concat(t, " ")) end
local function id(...) return ... end
local function fail(m) error(m, 0) end
local function handler(m) return "handled " .. tostring(m) end
for _ = 1, 3 do
  show(pcall(id)) show(pcall(id, 1)) show(pcall(id, 1, nil, 3)) show(pcall(fail, "x"))
  show((pcall(id, 5))) local a, b, c = pcall(id, 1) show(a, b, c)
  show(pcall(type, 1)) show(pcall(nil)) show(pcall(5, 6))
  show(pcall(pcall, fail, "deep")) show(pcall(pcall, pcall, id, 7))
  show(xpcall(id, handler)) show(xpcall(id, handler, 1, 2)) show(xpcall(fail, handler, "y"))
  show(xpcall(nil, handler))
  show(xpcall(function() local x = nil; x() end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
  show(xpcall(function() fail("inner") end, function(m) error("again") end))
  show((function(...) return pcall(...) end)(id, 1, 2))
  show((function(...) return xpcall(...) end)(fail, handler, 2))
  show(pcall(setmetatable({}, {__call = function(self, x) return x end}), 9))
  show(select("#", pcall(id, unpack({}, 1, 200))))
end
-- Deep recursion ends in an error, not in a crash, and levels are given back.
local depth = 0
local function deep() depth = depth + 1 return (pcall(deep)) end
show(pcall(deep)) show(depth > 100)
local function grow(n) return pcall(function(...) return select("#", ...) end, unpack({}, 1, n)) end
for _, n in ipairs({ 1, 30, 39, 40, 41, 60, 1000, 5000 }) do show(grow(n)) end
local co = coroutine.wrap(function() return pcall(function(x) error(x) end, {}) end)
show((co()))
if _VERSION ~= "Lua 5.1" then
  co = coroutine.wrap(function() return pcall(function(x) return coroutine.yield(x) end, "out") end)
  show(co()) show(co("in"))
end
