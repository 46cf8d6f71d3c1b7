-- Coroutines that end with variables to be closed: by an error, through wrap, by close.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out
-- RUN: perilune --jit=off --gc-stress --gc-poison %s > %t.stress 2>&1; diff %t.ref %t.stress

local function closing(f) return setmetatable({}, {__close = f}) end

local function failing(second)
  return function()
    local outer <close> = closing(function(_, e) print("outer", e) end)
    local inner <close> = closing(function(_, e)
      print("inner", e)
      if second then error(second, 0) end
    end)
    error("first")
  end
end
print(pcall(coroutine.wrap(failing())))
print(pcall(coroutine.wrap(failing("second"))))

local co = coroutine.create(failing("second"))
print(coroutine.resume(co))
print(coroutine.status(co))
print(coroutine.close(co))
print(coroutine.close(co))

-- An error value of nil is an error too, the first time.
co = coroutine.create(function() error() end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.close(co))

-- Handlers run in the coroutine that is closed.
co = coroutine.create(function()
  local x <close> = closing(function(_, e)
    print(e, coroutine.running() == co, coroutine.status(co), coroutine.isyieldable())
    print(pcall(coroutine.yield))
    print(pcall(coroutine.close, co))
    print(coroutine.resume(co))
    print(pcall(error, "caught", 0))
  end)
  local y <close> = closing(function() error("from y", 0) end)
  coroutine.yield(1)
end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.status(co))

-- An error that a native caught on the way leaves no trace.
co = coroutine.wrap(function()
  print(pcall(string.gsub, "a", ".", function() error("in a callback", 0) end))
  return coroutine.running()
end)
co = co()
print(coroutine.status(co), coroutine.close(co))
