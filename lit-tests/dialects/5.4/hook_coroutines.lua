-- Each coroutine has a hook of its own.
local log = {}
local function logger(name) return function(e, l) log[#log + 1] = name .. ":" .. e .. ":" .. tostring(l) end end
local co = coroutine.create(function(a)
  local b = a
  coroutine.yield(b)
  b = b + 1
  return b
end)
print((debug.gethook(co)))
debug.sethook(co, logger("co"), "l")
coroutine.resume(co, 1)
print(table.concat(log, " "))
log = {}
local here = 1
coroutine.resume(co)
print(table.concat(log, " "))
print(select(2, debug.gethook(co)), (debug.gethook()))
log = {}
debug.sethook(logger("main"), "l")
local inner = coroutine.create(function() local x = 1 end)
coroutine.resume(inner)
debug.sethook()
print(table.concat(log, " "))
print(debug.gethook(inner))
local count = 0
local worker = coroutine.create(function()
  for i = 1, 1000 do local y = i end
  coroutine.yield()
  for i = 1, 1000 do local y = i end
end)
debug.sethook(worker, function() count = count + 1 end, "", 100)
coroutine.resume(worker)
local first = count
print(first > 5)
debug.sethook(worker)
coroutine.resume(worker)
print(count == first)
local self_hooked = coroutine.wrap(function()
  log = {}
  debug.sethook(logger("self"), "l")
  local z = 1
  coroutine.yield(1)
  z = 2
  debug.sethook()
  z = 3
  return 2
end)
print(self_hooked())
local between = 0
print(self_hooked())
print(table.concat(log, " "))
local failing = coroutine.create(function() local q = 1 q = 2 end)
debug.sethook(failing, function() error("hook fails", 0) end, "l")
print(coroutine.resume(failing))
print(coroutine.status(failing))
local yielding = coroutine.create(function() local q = 1
  q = 2 end)
debug.sethook(yielding, function() coroutine.yield() end, "l")
print(coroutine.resume(yielding))
