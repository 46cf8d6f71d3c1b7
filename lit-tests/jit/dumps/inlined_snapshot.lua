-- A guard inside an inlined function: its snapshot names the callee's frame and its caller's.
-- RUN: perilune --dump=lir %s | FileCheck %s

local function clamp(x)
  if x > 1000 then x = 1000 end
  return x
end
local s = 0
for i = 1, 300 do s = s + clamp(i) end
print(s)

-- CHECK: [[F:k[0-9]+]] = closure "{{.*}}inlined_snapshot.lua:4"
-- CHECK: check.is {{.*}}, [[F]] else
-- CHECK: [[CALLER:s[0-9]+]] = snap pc [[#]] {}
-- CHECK-NEXT: snap pc [[#]] fn [[F]] base [[#]] in [[CALLER]] { r0:
-- CHECK: guard
-- CHECK: {{^}}loop(
-- CHECK: {{s[0-9]+}} = snap pc [[#]] fn [[F]] base [[#]] in s{{[0-9]+}} { r0: %r
-- CHECK: {{^}}45150
