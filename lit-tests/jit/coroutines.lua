-- Coroutines that yield from loops, and loops that resume them.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function generator(n)
  return coroutine.wrap(function()
    for i = 1, n do
      if i % 3 == 0 then coroutine.yield(i) end
    end
    return -1
  end)
end
local s, g = 0, generator(900)
while true do
  local v = g()
  if v < 0 then break end
  s = s + v
end
print(s)

local workers, out = {}, 0
for i = 1, 10 do
  workers[i] = coroutine.create(function(a)
    local x = 0
    for k = 1, 200 do
      x = x + k * i
      if k % 50 == 0 then a = coroutine.yield(x) end
    end
    return x + a
  end)
end
for round = 1, 5 do
  for i = 1, 10 do
    local ok, v = coroutine.resume(workers[i], round)
    out = out + v
  end
end
print(out, coroutine.status(workers[1]), coroutine.resume(workers[1]))
