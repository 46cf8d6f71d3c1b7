-- Coroutines that nobody resumes any more.
local function collect() collectgarbage() collectgarbage() end
local watch = setmetatable({}, {__mode = "v"})
local function suspended()
  local co = coroutine.create(function()
    local object = {}
    watch.object = object
    coroutine.yield()
    return object
  end)
  coroutine.resume(co)
  watch.co = co
end
suspended()
print(watch.co ~= nil, watch.object ~= nil)
collect()
print(watch.co, watch.object)

-- While it is known, so is what it has on its stack.
local co = coroutine.wrap(function()
  local object = {"alive"}
  watch.object = object
  coroutine.yield()
  return object[1]
end)
co()
collect()
print(watch.object[1], co())
co = nil
collect()
print(watch.object)

-- Its variables live on in closures.
local function capture()
  local get, set
  local co = coroutine.create(function()
    local x, y = {"x"}, 0
    get = function() return x[1], y end
    set = function(v) y = y + v end
    coroutine.yield()
  end)
  coroutine.resume(co)
  watch.co = co
  return get, set
end
local get, set = capture()
collect()
print(watch.co, get())
set(5)
set(6)
print(get())

-- A coroutine that refers to itself, and rings of them.
local function ring()
  local a, b
  a = coroutine.create(function() coroutine.yield(b) end)
  b = coroutine.create(function() coroutine.yield(a) end)
  coroutine.resume(a)
  coroutine.resume(b)
  watch.a, watch.b = a, b
end
ring()
collect()
print(watch.a, watch.b)

-- Dead coroutines keep nothing.
local dead = coroutine.create(function() local big = {} watch.big = big end)
coroutine.resume(dead)
collect()
print(coroutine.status(dead), watch.big)
-- Many of them.
for i = 1, 500 do
  local c = coroutine.wrap(function() local t = {i} coroutine.yield(t) end)
  c()
end
collect()
print(collectgarbage("count") < 5000)
