-- Loops: tests jump forwards out of them, a JMPBACK or a loop instruction closes them.
-- RUN: perilune --dump=bytecode --no-run %s | FileCheck %s --match-full-lines

local n = 0
-- CHECK:        1 [4] LOADI 0 0
while n < 10 do n = n + 1 end
-- CHECK-NEXT:   2 [6] LTK 0 [[TEN:[0-9]+]] 0 ; 10
-- CHECK-NEXT:   3 [6] JMP ; to 7
-- CHECK-NEXT:   4 [6] ADDRK 0 0 [[ONE:[0-9]+]] ; 1
-- CHECK-NEXT:   5 [6] JMPBACK ; to 2
repeat n = n - 1 until n == 0
-- CHECK-NEXT:   7 [11] SUBRK 0 0 [[ONE]] ; 1
-- CHECK-NEXT:   8 [11] EQK 0 {{[0-9]+}} 1 ; 0
-- CHECK-NEXT:   9 [11] JMP ; to 12
-- CHECK-NEXT:   10 [11] JMPBACK ; to 7
for i = 1, 3 do
  n = n + i
end
-- CHECK-NEXT:   12 [16] LOADI 1 1
-- CHECK-NEXT:   13 [16] LOADI 2 3
-- CHECK-NEXT:   14 [16] LOADI 3 1
-- CHECK-NEXT:   15 [16] FORPREP 1 ; to 20
-- CHECK-NEXT:   17 [17] ADD 0 0 4
-- CHECK-NEXT:   18 [16] FORLOOP 1 ; to 17
for k, v in pairs({}) do
  if v then break end
end
-- CHECK-NEXT:   20 [25] GETTABUP 1 0 ; _ENV "pairs"
-- CHECK-NEXT:   22 [25] NEWTABLE 3 0 0
-- CHECK-NEXT:   24 [25] CALL 1 2 5 ; 1 in 4 out
-- CHECK-NEXT:   25 [25] TFORPREP 1 ; to 29
-- CHECK-NEXT:   27 [26] TEST 6 1
-- CHECK-NEXT:   28 [26] JMP ; to 32
-- CHECK-NEXT:   29 [25] TFORCALL 1 2
-- CHECK-NEXT:   30 [25] TFORLOOP 1 ; to 27
-- CHECK-NEXT:   32 [27] CLOSE 1
