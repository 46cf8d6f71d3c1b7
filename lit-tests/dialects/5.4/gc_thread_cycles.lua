-- Coroutines, closures and variables that refer to each other; how many collections they need.
local function cycle(capture)
  local collected = false
  collectgarbage() collectgarbage("stop")
  do
    local co = coroutine.create(function(param)
      capture(param, function() collected = true end)
    end)
    assert(coroutine.resume(co, co))
  end
  local needed = 0
  repeat
    collectgarbage()
    needed = needed + 1
  until collected or needed > 5
  collectgarbage("restart")
  return needed
end

-- The finalized object is reached through a captured variable of the coroutine itself.
print("captured", cycle(function(param, gc)
  (function()
    param = setmetatable({param}, {__gc = gc})
    coroutine.yield(1)
  end)()
end))
-- The same through a closure that is kept in the cycle.
print("closure", cycle(function(param, gc)
  local function f() return param, f end
  param = setmetatable({param, f}, {__gc = gc})
  coroutine.yield(1)
end))
-- The variable is not captured by anything.
print("plain", cycle(function(param, gc)
  param = setmetatable({param}, {__gc = gc})
  coroutine.yield(1)
end))
-- The variable has gone out of scope before the coroutine yields.
print("closed", cycle(function(param, gc)
  do
    local object = setmetatable({param}, {__gc = gc})
    local f = function() return object end
    param = f
  end
  coroutine.yield(1)
end))
-- The coroutine has ended.
print("ended", cycle(function(param, gc)
  local object = setmetatable({param}, {__gc = gc})
  local f = function() return object end
  object[2] = f
end))
