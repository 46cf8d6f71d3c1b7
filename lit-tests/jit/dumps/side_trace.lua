-- A branch that becomes hot is a trace of its own, which leads back into the loop.
-- RUN: perilune --dump=lir --jit-log %s 2>&1 | FileCheck %s

local a, b = 0, 0
for i = 1, 2000 do
  if i % 2 == 0 then a = a + 1 else b = b + 3 end
end
print(a, b)

-- CHECK: trace @t0 pc
-- CHECK: br loop(
-- CHECK: trace @t1 pc
-- CHECK-NOT: loop(
-- CHECK: exit s{{[0-9]+}}
-- CHECK: }
-- CHECK: {{^}}1000{{[[:space:]]}}3000
