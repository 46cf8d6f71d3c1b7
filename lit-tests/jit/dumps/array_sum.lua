-- A sum over an array of floats: the loop keeps the check of the index, and the check that the
-- element is a float; table, length of the array part and its address are read in front of it.
-- RUN: perilune --dump=lir:array_sum.lua:10 %s | FileCheck %s

local t = {}
for i = 1, 200 do t[i] = i / 2 end

local function sum(list)
  local s = 0.0
  for i = 1, #list do s = s + list[i] end
  return s
end
print(sum(t))

-- CHECK-NOT: array_sum.lua:6
-- CHECK: ; trace t{{[0-9]+}} at {{.*}}array_sum.lua:10
-- CHECK: [[TABLE:%[0-9]+]]:tab = slot.load.tab
-- CHECK: [[SIZE:%[0-9]+]]:i64 = field.load [[TABLE]], tab.asize
-- CHECK: [[ARRAY:%[0-9]+]]:ptr = field.load [[TABLE]], tab.array
-- CHECK: {{^}}loop(
-- CHECK-NOT: field.load
-- CHECK: [[INSIDE:%[0-9]+]]:bool = cmp.ult {{.*}}, [[SIZE]]
-- CHECK-NEXT: guard [[INSIDE]] else
-- CHECK-NEXT: [[V:%[0-9]+]]:f64 = arr.load.f64 [[ARRAY]], {{.*}} else
-- CHECK-NEXT: :f64 = add %r{{[0-9]+}}, [[V]]
-- CHECK-NOT: field.load
-- CHECK: br loop(
-- CHECK: {{^}}10050.0
