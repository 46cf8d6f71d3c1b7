-- Fields of a record: the shape is checked in front of the loop, the loop reads and writes slots.
-- RUN: perilune --dump=lir %s | FileCheck %s

local point = {x = 0, dx = 3}
for i = 1, 300 do point.x = point.x + point.dx end
print(point.x)

-- CHECK: [[SHAPE:k[0-9]+]] = shape
-- CHECK: entry:
-- CHECK: [[POINT:%[0-9]+]]:tab = slot.load.tab
-- CHECK: check.shape [[POINT]], [[SHAPE]] else
-- CHECK: [[SLOTS:%[0-9]+]]:ptr = field.load [[POINT]], tab.slots
-- CHECK: prop.load.i64 [[SLOTS]], 0 else
-- CHECK: [[DX:%[0-9]+]]:i64 = prop.load.i64 [[SLOTS]], 1 else
-- CHECK: {{^}}loop(
-- CHECK-NOT: check.shape
-- CHECK-NOT: prop.load.i64 [[SLOTS]], 1
-- CHECK: [[X:%[0-9]+]]:i64 = add {{.*}}, [[DX]]
-- CHECK: prop.store [[SLOTS]], 0, [[X]]
-- CHECK-NOT: check.shape
-- CHECK: br loop(
-- CHECK: {{^}}900
