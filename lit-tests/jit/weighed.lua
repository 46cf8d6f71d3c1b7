-- Left to itself, the compiler takes on what a program has spent some time in, and leaves the rest
-- alone; it says what it has put off, and at the end how often traces were left.
-- RUN: perilune --jit-log %s 2>&1 | FileCheck %s

local total = 0

-- CHECK-NOT: jit: trace
for i = 1, 3000 do total = total + i end
print(total)
-- CHECK: {{^}}4501500{{$}}

-- CHECK: jit: postponed at {{.*}}weighed.lua:15, passed 1000 of
-- CHECK: jit: trace t0 at {{.*}}weighed.lua:
local numbers = { 1.5, 2.5, 3.5, 4.5 }
for i = 1, 30000000 do
  total = total + numbers[i % 4 + 1]
end
print(total)
-- CHECK: {{^}}94501500.0{{$}}
-- CHECK: jit: t0 was left
-- CHECK: jit: {{[0-9]+}} recordings, {{.*}}, 1 loops,
