-- What a finalizer can and cannot do.
if warn then warn("@on") end
local function on_collection(f)
  local function make() setmetatable({}, {__gc = f}) end
  make()
  local ok, e = pcall(collectgarbage)
  if not ok then print("error", e) end
end
on_collection(function(o) print(type(o), select("#", o), getmetatable(o) ~= nil) end)
on_collection(function(...) print("arguments", select("#", ...)) end)
-- No yields.
local co = coroutine.wrap(function()
  on_collection(function() coroutine.yield("out of a finalizer") end)
  coroutine.yield("afterwards")
  return "end"
end)
print(co())
print(co())
-- Coroutines of its own.
on_collection(function()
  local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
  print(gen(), gen(), gen())
end)
-- New objects with finalizers are for the next cycle.
local made = {}
on_collection(function()
  for i = 1, 3 do
    setmetatable({}, {__gc = function() made[#made + 1] = i end})
  end
end)
print(#made)
collectgarbage()
print(table.concat(made, " "))
-- Upvalues and globals are as ever.
local counter = 0
for i = 1, 5 do on_collection(function() counter = counter + i end) end
print(counter)
-- Results are dropped; the registers of whoever was interrupted stay.
local a, b, c = 1, 2, 3
on_collection(function() local x, y, z, u, v, w = 9, 9, 9, 9, 9, 9 return x, y, z, u, v, w end)
print(a, b, c, (select("#", (function(...) return ... end)(a, b, c))))
-- Automatic collections call them, too.
local called = false
local function make(depth)
  if depth > 0 then
    make(depth - 1)
  else
    setmetatable({}, {__gc = function() called = true end})
  end
  return depth
end
make(50)
local n = 0
repeat
  local t = {n}
  n = n + 1
until called or n > 1e7
print(called)
called = false
make(50)
n = 0
repeat
  local s = "string " .. n
  n = n + 1
until called or n > 1e7
print(called)
called = false
make(50)
n = 0
repeat
  local f = function() return n end
  n = n + 1
until called or n > 1e7
print(called)
