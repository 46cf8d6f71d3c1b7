-- Values that do not fit on the other coroutine's stack: the resume fails, and nothing else does.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local many = 990000
local function unpack_many() return table.unpack({}, 1, many) end
local function yield_many()
  coroutine.yield(unpack_many())
  return "done"
end

local function fill(n, f, ...)
  if n == 0 then return f(...) end
  local a, b, c, d, e, g, h, i, j, k
  return (fill(n - 1, f, ...))
end
local function results(f)
  local co = coroutine.create(f)
  print(coroutine.resume(co))
  print(coroutine.status(co))
end
fill(3000, results, unpack_many)
fill(3000, results, yield_many)
fill(3000, function() print(pcall(coroutine.wrap(unpack_many))) end)

local co = coroutine.create(select)
print(coroutine.resume(co, "#", table.unpack({}, 1, 200000)))
print(select("#", table.unpack({}, 1, 200000)))
print(pcall(table.unpack, {}, 1, 1e7))
