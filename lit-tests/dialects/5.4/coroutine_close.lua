-- coroutine.close in every state.
local function new(name, action)
  return setmetatable({}, {__close = function(_, e)
    print("close", name, type(e) == "table" and "table" or e)
    if action then return action(e) end
  end})
end
local function fail(text) return function() error(text, 0) end end
local co = coroutine.create(function() local a <close> = new "never" end)
print(coroutine.close(co), coroutine.status(co))
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function()
  local a <close> = new "a"
  pcall(function() local b <close> = new "b" coroutine.yield(1) end)
  print("not reached")
end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.status(co), coroutine.resume(co))
co = coroutine.create(function()
  local a <close> = new "a"
  local b <close> = new("b", fail "from b")
  local c <close> = new("c", fail "from c")
  coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co))
print(coroutine.status(co), coroutine.close(co))
co = coroutine.create(function() local a <close> = new "of failed" error("failed", 0) end)
print(coroutine.resume(co))
print(coroutine.status(co))
print(coroutine.close(co))
print(coroutine.close(co))
co = coroutine.create(function() local a <close> = new("a", fail "replaced") error({}) end)
print((coroutine.resume(co)))
print(coroutine.close(co))
co = coroutine.create(function() return "finished" end)
print(coroutine.resume(co))
print(coroutine.close(co))
-- Inside metamethods, iterators and handlers.
co = coroutine.create(function()
  local a <close> = new "outside"
  local t = setmetatable({}, {__add = function() local b <close> = new "in add" coroutine.yield("add") end})
  for _ in function() return t + 1 end, nil, nil, new "for" do end
end)
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function() do local a <close> = new("yielding", coroutine.yield) end end)
print(coroutine.resume(co))
print(coroutine.close(co))
co = coroutine.create(function() local a <close> = new("yields in close", function() print(pcall(coroutine.yield)) end) coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co))
-- What cannot be closed.
co = coroutine.create(function()
  local me = coroutine.running()
  coroutine.wrap(function() print(pcall(coroutine.close, me)) end)()
end)
coroutine.resume(co)
for _, bad in ipairs {1, "x", {}, print} do
  print((select(2, pcall(coroutine.close, bad)):gsub("'[%a.]*close'", "CLOSE")))
end
-- wrap closes by itself.
local w = coroutine.wrap(function() local a <close> = new "in wrap" error("wrapped", 0) end)
print(pcall(w))
w = coroutine.wrap(function() local a <close> = new("in wrap", fail "from close") error("wrapped", 0) end)
print(pcall(w))
w = coroutine.wrap(function() local a <close> = new("in wrap", fail "from close") coroutine.yield(1) return 2 end)
print(w())
print(pcall(w))
-- Upvalues survive.
local get
co = coroutine.create(function()
  local v = "value"
  get = function() return v end
  local a <close> = setmetatable({}, {__close = function() v = v .. " closed" end})
  coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co), get())
