-- Several dumps at once, in the order of the stages; with the compiler off there is none.
-- RUN: perilune --dump=lir,llvm,asm %s | FileCheck %s
-- RUN: perilune --dump=lir,llvm,asm --jit=off %s | FileCheck %s --check-prefix=OFF
-- RUN: perilune --dump=lir:nowhere.lua,llvm:nowhere.lua %s | FileCheck %s --check-prefix=OFF

local s = 0
for i = 1, 200 do s = s + i * 2 end
print("sum", s)

-- CHECK: trace @t0 pc
-- CHECK: ModuleID = 't0'
-- CHECK: "trace t0":
-- CHECK: {{^}}sum
-- OFF-NOT: t0
-- OFF: {{^}}sum
