-- RUN: perilune --lua=5.5 --jit-hotloop=1 --gc-stress %s | FileCheck %s
-- RUN: perilune --lua=5.4 --jit-hotloop=1 --gc-stress %s | FileCheck %s
-- CHECK: done{{.}}39
-- A collection at the end of an inner loop, whose step has no name in 5.5, while loops are recorded.
local function unused() end
for i5 = 1, 40, 2 do
  n2 = ((tonumber(tostring(i5)) or 0) / 2^53)
  for i7 = 1, 20 do
  end
  last = i5
end
print("done", last)
