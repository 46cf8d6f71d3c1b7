-- Finalizers that a state calls when it ends make steps of a cycle: what still waits for its own stays
-- alive with what it refers to.
-- RUN: perilune --jit=off --gc-verify --gc-poison %s | FileCheck %s
-- RUN: perilune %s | FileCheck %s

local gone = 0
local finalizes = {__gc = function(o)
  gone = gone + 1
  assert(o.part[1] == o.id)
  if o.id % 50 == 0 then collectgarbage("step", 1) end
  local made = {}
  for j = 1, 20 do made[j] = {j} end
  if gone == 40000 then print(gone) end
end}
local function new(i) return setmetatable({id = i, part = {i}}, finalizes) end

for i = 1, 20000 do new(i) end
kept = {}
for i = 1, 20000 do kept[i] = new(i) end
for _ = 1, 50 do collectgarbage("step", 0) end
-- CHECK: 40000
