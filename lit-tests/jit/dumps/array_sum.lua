-- A sum over an array of floats: the loop keeps the check of the index alone. That all elements are
-- floats is known of the table; that, the length of the array part and its address are read in front.
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
-- CHECK: [[KIND:%[0-9]+]]:i64 = field.load [[TABLE]], tab.kind
-- CHECK: [[SIZE:%[0-9]+]]:i64 = field.load [[TABLE]], tab.asize
-- CHECK: [[LAST:%[0-9]+]]:i64 = add [[SIZE]], -1
-- CHECK: [[ARRAY:%[0-9]+]]:ptr = field.load [[TABLE]], tab.array
-- CHECK: {{^}}loop(
-- CHECK-NOT: field.load
-- CHECK: [[INSIDE:%[0-9]+]]:bool = cmp.ult {{.*}}, [[LAST]]
-- CHECK-NEXT: guard [[INSIDE]] else
-- CHECK-NEXT: [[V:%[0-9]+]]:f64 = num.load.f64 [[ARRAY]], {{.*}}
-- CHECK-NEXT: :f64 = add %r{{[0-9]+}}, [[V]]
-- CHECK-NOT: field.load
-- CHECK: br loop(
-- CHECK: {{^}}10050.0
