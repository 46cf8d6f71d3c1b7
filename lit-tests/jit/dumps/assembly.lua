-- The machine code of a trace ends in jumps through the exit table; it neither calls nor returns.
-- RUN: perilune --dump=asm %s | FileCheck %s

local s = 0
for i = 1, 1000 do s = s + i end
print(s)

-- CHECK: .type "trace t0",@function
-- CHECK: "trace t0":
-- CHECK-NOT: call
-- CHECK-NOT: ret
-- CHECK: addq
-- CHECK-NOT: call
-- CHECK: jmpq *
-- CHECK-NOT: ret
-- CHECK: .size "trace t0"
-- CHECK: {{^}}500500
