-- An inlined function: its identity is checked once, in front of the loop, which only computes.
-- RUN: perilune --dump=lir %s | FileCheck %s

local function double(x) return x * 2 end
local s = 0
for i = 1, 300 do s = s + double(i) end
print(s)

-- CHECK: [[F:k[0-9]+]] = closure "{{.*}}inlined_function.lua:4"
-- CHECK: check.stack {{[1-9]}}
-- CHECK: [[FUN:%[0-9]+]]:fun = slot.load.fun
-- CHECK: check.is [[FUN]], [[F]] else
-- CHECK: {{^}}loop(
-- CHECK-NOT: check.is
-- CHECK: [[TWICE:%[0-9]+]]:i64 = {{mul %r[0-9]+, 2|shl %r[0-9]+, 1}}
-- CHECK-NEXT: add {{.*}}, [[TWICE]]
-- CHECK-NOT: check.is
-- CHECK: br loop(
-- CHECK: {{^}}90300
