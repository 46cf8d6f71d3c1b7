-- A named vararg parameter that the function changes: `...` has the values of the table.
-- RUN: perilune --jit=off --lua=5.5 %s | FileCheck %s --match-full-lines --strict-whitespace
-- RUN: perilune --jit=off --lua=5.5 --gc-stress --gc-poison %s | FileCheck %s --match-full-lines

local function overwrite(...t) t[1] = 10; return ... end
--      CHECK:10	2	3
print(overwrite(1, 2, 3))
local function cut(n, ...t)
  t.n = n
  local a, b, c = ...
  return a, b, c
end
-- CHECK-NEXT:1	2	nil
print(cut(2, 1, 2, 3))
-- CHECK-NEXT:1	nil	nil
print(cut(3, 1))
for _, n in ipairs {-1, 1.0, "1", {}, math.maxinteger} do
-- CHECK-NEXT:false	vararg table has no proper 'n'
-- CHECK-NEXT:false	vararg table has no proper 'n'
-- CHECK-NEXT:false	vararg table has no proper 'n'
-- CHECK-NEXT:false	vararg table has no proper 'n'
-- CHECK-NEXT:false	vararg table has no proper 'n'
  local ok, message = pcall(cut, n, 1, 2)
  print(ok, (message:gsub("^.-:%d+: ", "")))
end
local function open(n, ...t) t.n = n; return ... end
-- CHECK-NEXT:10000
print(select("#", open(10000, 1)))
-- CHECK-NEXT:false	stack overflow
local ok, message = pcall(open, 2000000, 1)
print(ok, (message:gsub("^.-:%d+: ", "")))
local function double(...t)
  for i = 1, t.n do t[i] = t[i] * 2 end
  t.n = t.n + 1
  t[t.n] = "end"
  return (...), ...
end
-- CHECK-NEXT:2	2	4	6	end
print(double(1, 2, 3))
