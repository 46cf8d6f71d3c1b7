-- A sum of integers: its loop adds, compares and polls, without a load or a type check.
-- RUN: perilune --dump=lir %s | FileCheck %s

local s = 0
for i = 1, 1000 do s = s + i end
print(s)

-- CHECK: ; trace t0 at {{.*}}integer_sum.lua:5
-- CHECK: trace @t0 pc {{[0-9]+}} {
-- CHECK: entry:
-- CHECK: slot.load.i64
-- CHECK: {{^}}loop(%[[R:r[0-9]+]]:i64
-- CHECK-NOT: load
-- CHECK: [[SUM:%[0-9]+]]:i64 = add %[[R]], %r
-- CHECK-NOT: load
-- CHECK-NOT: check
-- CHECK: :bool = cmp.lt
-- CHECK-NEXT: guard
-- CHECK-NEXT: :i64 = add {{.*}}, 1
-- CHECK: poll else
-- CHECK-NEXT: br loop([[SUM]],
-- CHECK: {{^}}500500
