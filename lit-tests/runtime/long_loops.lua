-- Bodies of loops that are longer than 65,535 words of code.
-- RUN: perilune --jit=off %s | FileCheck %s
-- RUN: perilune %s | FileCheck %s
-- RUN: perilune --jit-hotloop=1 %s | FileCheck %s
-- RUN: perilune --lua=5.1 %s | FileCheck %s
local compile = loadstring or load
local body = ("a = a + 1 "):rep(20000)
local function run(head, tail)
  a = 0
  local f = assert(compile(head .. body .. (tail or "end")))
  f()
  local again = assert(compile(string.dump(f)))
  local once = a
  again()
  return once, a
end
-- CHECK: 60000 120000
print(table.concat({ run("for i = 1, 3 do ") }, " "))
-- CHECK-NEXT: 0 0
print(table.concat({ run("for i = 3, 1 do ") }, " "))
-- CHECK-NEXT: 60000 120000
print(table.concat({ run("for i = 3.5, 1, -1 do ") }, " "))
-- CHECK-NEXT: 40000 80000
print(table.concat({ run("for k, v in pairs { 1, 2 } do ") }, " "))
-- CHECK-NEXT: 40000 100000
print(table.concat({ run("for i = 1, 3 do ", " if a == 40000 then break end end") }, " "))
