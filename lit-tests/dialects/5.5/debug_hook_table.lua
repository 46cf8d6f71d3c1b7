-- The table of hooks in the registry.
local registry = debug.getregistry()
local function show(label)
  local hooks = registry._HOOKKEY
  print(label, type(hooks), hooks and getmetatable(hooks) == hooks, hooks and hooks.__mode)
  return hooks
end
local main = coroutine.running()
local function hook() end
print(registry._HOOKKEY)
debug.sethook()
local hooks = show("off")
print(rawget(hooks, main))
debug.sethook(hook, "r")
print(hooks[main] == hook, debug.gethook() == hook)
debug.sethook()
print(hooks[main], (debug.gethook()))
local co = coroutine.create(function() coroutine.yield() end)
debug.sethook(co, hook, "crl", 7)
print(hooks[co] == hook, hooks[main], select("#", debug.gethook(co)), select(2, debug.gethook(co)))
co = nil
collectgarbage() collectgarbage()
local count = 0
for k in pairs(hooks) do if type(k) == "thread" then count = count + 1 end end
print(count)
registry._HOOKKEY = nil
debug.sethook(hook, "c")
debug.sethook()
print(show("again") == hooks)
print(pcall(debug.sethook, 1, "c"), pcall(debug.sethook, hook, {}))
