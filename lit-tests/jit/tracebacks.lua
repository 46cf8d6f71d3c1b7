-- The traceback of an error in an inlined function, called from a compiled loop, names every frame.
-- RUN: not perilune --jit=off %s 2>&1 | FileCheck %s --match-full-lines
-- RUN: not perilune --jit-verify %s 2>&1 | FileCheck %s --match-full-lines
-- RUN: not perilune --jit-hotloop=1 --jit-verify %s 2>&1 | FileCheck %s --match-full-lines
-- RUN: not perilune --jit-log --jit-verify %s 2>&1 | grep "^jit: trace t"

local function innermost(x, t)
  local y = t[x].value
  return y + 1
end
local function middle(x, t)
  local y = innermost(x, t)
  return y * 2
end
local function outer(t)
  local s = 0
  for i = 1, 300 do
    s = s + middle(i, t)
  end
  return s
end

local t = {}
for i = 1, 260 do t[i] = {value = i} end
local s = outer(t)
print(s)

-- CHECK: perilune: {{.*}}tracebacks.lua:8: attempt to index a nil value (field '?')
-- CHECK-NEXT: stack traceback:
-- CHECK-NEXT: {{.*}}tracebacks.lua:8: in upvalue 'innermost'
-- CHECK-NEXT: {{.*}}tracebacks.lua:12: in upvalue 'middle'
-- CHECK-NEXT: {{.*}}tracebacks.lua:18: in local 'outer'
-- CHECK-NEXT: {{.*}}tracebacks.lua:25: in main chunk
-- CHECK-NEXT: [C]: in ?
