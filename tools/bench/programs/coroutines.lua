-- A pipeline of generators, and many short-lived coroutines.
-- suite: calls
-- quick: 300000
local n = tonumber(arg and arg[1]) or 3500000

local function produce(limit)
  return coroutine.wrap(function()
    for i = 1, limit do coroutine.yield(i) end
  end)
end

local function keep(source, modulus)
  return coroutine.wrap(function()
    for value in source do
      if value % modulus ~= 0 then coroutine.yield(value) end
    end
  end)
end

local sum = 0
for value in keep(keep(produce(n), 3), 5) do sum = sum + value end

local resumed = 0
for i = 1, n / 10 do
  local thread = coroutine.create(function(a)
    local b = coroutine.yield(a + 1)
    return a + b
  end)
  local _, first = coroutine.resume(thread, i)
  local _, second = coroutine.resume(thread, first)
  resumed = resumed + second % 10
end
print(string.format("%d %d", sum, resumed))
