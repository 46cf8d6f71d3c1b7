-- Compiled code that needs more of the stack than there is gets it once, rather than leaving at
-- its beginning for ever.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: perilune --jit-log --jit-verify %s 2>&1 | FileCheck %s --implicit-check-not="after exit 0 "
-- CHECK: trace t0
-- CHECK: {{^}}20000
local kept = {}
for i = 1, 20000 do
  kept[i % 10] = {i, {name = "n" .. i % 7}}
end
print(#kept == 9 and 20000)
-- In coroutines, whose stacks are short.
local function work(n)
  local sum = 0
  for i = 1, n do
    kept[i % 10] = {i, {i, i}, {name = "n" .. i % 7}}
    sum = sum + math.max(i, 1, -2, -3, -4, -5, -6, -7, -8)
  end
  return sum
end
for i = 1, 50 do work(100) end
for i = 1, 20 do
  local co = coroutine.wrap(function(n)
    for j = 1, 3 do n = coroutine.yield(work(n)) end
  end)
  assert(co(100) == 5050 and co(10) == 55 and co(200) == 20100)
end
-- Where no stack is left, the error comes where it would come otherwise.
local function deep(n)
  if n == 0 then return work(50) end
  return 1 + deep(n - 1)
end
print(deep(1000), (select(2, pcall(deep, 1e9)):gsub("^.-:%d+: ", ""):match("^stack overflow")))
