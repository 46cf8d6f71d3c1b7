-- A program that ends while something is compiled for it ends like any other: finalizers run, what was
-- written arrives, and the status is that of the program.
-- RUN: perilune %s > %t.out && FileCheck %s < %t.out
-- RUN: not perilune %s fail > %t.out 2>&1 && FileCheck --check-prefixes=CHECK,ERROR %s < %t.out
-- RUN: perilune --jit-log %s | FileCheck %s

local keep = setmetatable({}, { __gc = function() io.write("finalized\n", ("y"):rep(10)) end })
local a, b, c = { 1, 2, 3, 4 }, 0.5, 0
-- Long enough to be compiled, and over before that is done.
for i = 1, 400000 do
  c = c + a[i % 4 + 1] * b
  a[1], a[2], a[3], a[4] = a[2] + 1, a[3] * 0.5, a[4] - c, a[1] % 7
  if c > 1e6 then c = c * 0.25 - i elseif c < -1e6 then c = -c * 0.125 + i end
end
io.write(c == c and "number" or "nan", "\n", ("x"):rep(5000), "\n")
if arg[1] then error("in the end") end
-- CHECK: {{number|nan}}
-- CHECK-NEXT: {{x+}}
-- ERROR: in the end
-- CHECK: finalized
-- CHECK-NEXT: yyyyyyyyyy
