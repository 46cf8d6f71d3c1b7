-- The LLVM IR of a trace: one function in the interpreter's convention, left by tail calls.
-- RUN: perilune --dump=llvm %s | FileCheck %s

local s = 0
for i = 1, 1000 do s = s + i end
print(s)

-- CHECK: @"data t0" =
-- CHECK: define {{.*}}preserve_nonecc void @"trace t0"(ptr %pc, ptr %base, ptr %L, ptr %dispatch
-- CHECK: loop:
-- CHECK: phi i64
-- CHECK: add i64
-- CHECK: musttail call preserve_nonecc void
-- CHECK-NEXT: ret void
-- CHECK: {{^}}500500
