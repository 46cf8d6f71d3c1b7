-- a <= b without __le is not (b < a), also when __lt yields.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out
-- RUN: perilune --jit=off --gc-stress --gc-poison %s > %t.stress 2>&1; diff %t.ref %t.stress

local mt = {__lt = function(a, b)
  coroutine.yield(a.n .. "<" .. b.n)
  return a.n < b.n
end}
local function value(n) return setmetatable({n = n}, mt) end
local one, two = value(1), value(2)
local run = coroutine.wrap(function()
  print(one <= two, two <= one, one <= one, one >= two)
  if two <= one then print("then") else print("else") end
  if not (two <= one) then print("then") else print("else") end
  return "end"
end)
repeat
  local step = run()
  print(step)
until step == "end"
mt.__lt = function() return nil end
print(one <= two, one < two)
print(pcall(table.sort, {one, two, one}, function(a, b) return a <= b end))
