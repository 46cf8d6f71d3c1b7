-- A loop whose trace would take too long to compile is left to the interpreter; others are compiled.
-- RUN: perilune --jit-hotloop=2 --jit-log %s 2>&1 | FileCheck %s
-- CHECK: jit: abort at {{.*}}code:2: trace too long
-- CHECK: {{^}}18000
-- CHECK-NEXT: jit: trace t{{.*}}too_long.lua:16
-- CHECK-NEXT: {{^}}5050

local lines = { "local t, s = {0}, 0", "for i = 1, 60 do" }
for i = 1, 300 do lines[#lines + 1] = "t[1] = t[1] + (i > 0 and 1 or 2) s = s + t[1] % 3" end
lines[#lines + 1] = "end"
lines[#lines + 1] = "return t[1]"
local chunk = assert((loadstring or load)(table.concat(lines, "\n"), "=code"))
print(chunk())

local s = 0
for i = 1, 100 do s = s + i end
print(s)
