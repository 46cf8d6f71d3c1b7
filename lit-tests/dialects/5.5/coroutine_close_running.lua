-- A coroutine that closes itself.
local function new(name, action)
  return setmetatable({}, {__close = function(_, e)
    print("close", name, e)
    if action then return action(e) end
  end})
end
print(pcall(coroutine.close))
print(pcall(coroutine.close, (coroutine.running())))
local co = coroutine.create(function()
  local a <close> = new "a"
  local b <close> = new "b"
  print("closing")
  coroutine.close()
  print("not reached")
end)
print(coroutine.resume(co))
print(coroutine.status(co), coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function(...)
  local a <close> = new "outside"
  print(pcall(function()
    local b <close> = new "protected"
    coroutine.close(coroutine.running())
  end))
end)
print(coroutine.resume(co, 1, 2))
co = coroutine.create(function()
  local a <close> = new("a", function() error("from a", 0) end)
  local b <close> = new("b", function() error("from b", 0) end)
  local c <close> = new("c", function(e) print("pcall inside", pcall(error, "caught", 0)) end)
  coroutine.close()
end)
print(coroutine.resume(co))
print(coroutine.status(co))
print(pcall(coroutine.wrap(function() local a <close> = new "wrapped" coroutine.close() end)))
print(select("#", coroutine.wrap(function() coroutine.close() end)()))
local w = coroutine.wrap(function() local a <close> = new("a", function() error("failed close", 0) end) coroutine.close() end)
print(pcall(w))
co = coroutine.wrap(function() coroutine.yield(1) coroutine.close() end)
print(co())
print(co())
print(pcall(co))
-- From inside natives, metamethods and handlers.
co = coroutine.create(function()
  local a <close> = new "around sort"
  table.sort({1, 2, 3}, function() local b <close> = new "in sort" coroutine.close() end)
end)
print(coroutine.resume(co))
co = coroutine.create(function()
  local a <close> = new "around index"
  local t = setmetatable({}, {__index = function() coroutine.close() end})
  return t.x
end)
print(coroutine.resume(co))
co = coroutine.create(function()
  local a <close> = new "around xpcall"
  xpcall(function() error("x", 0) end, function() coroutine.close() end)
end)
print(coroutine.resume(co))
co = coroutine.create(function()
  local a <close> = new("yields", function() print(pcall(coroutine.yield, "no")) end)
  coroutine.close()
end)
print(coroutine.resume(co))
co = coroutine.create(function()
  local inner = coroutine.create(function() local b <close> = new "inner" coroutine.close() end)
  print("inner", coroutine.resume(inner))
  local a <close> = new "outer"
  coroutine.yield("still alive")
end)
print(coroutine.resume(co))
print(coroutine.close(co))
local get
co = coroutine.create(function() local v = 1; get = function() v = v + 1 return v end; coroutine.close() end)
print(coroutine.resume(co), get(), get())
-- Once more from a handler, while it is being closed.
co = coroutine.create(function()
  local a <close> = new "first"
  local b <close> = setmetatable({}, {__close = function() print("again"); coroutine.close(co); print("not reached") end})
  local c <close> = new "last"
  coroutine.yield(20)
end)
print(coroutine.resume(co))
print(pcall(coroutine.close, co))
print(coroutine.status(co))
co = coroutine.create(function()
  local a <close> = new "first"
  local b <close> = setmetatable({}, {__close = function() coroutine.close(co) end})
  error("died", 0)
end)
print(coroutine.resume(co))
print(coroutine.close(co))
-- Handlers get one argument when there is no error.
local function counting() return setmetatable({}, {__close = function(...) print("arguments", select("#", ...)) end}) end
do local x <close> = counting() end
print(pcall(function() local x <close> = counting() error("x", 0) end))
co = coroutine.create(function() local x <close> = counting() coroutine.yield() end)
coroutine.resume(co)
coroutine.close(co)
