-- Constants on either side of an operator, in comparisons, as keys; arithmetic on them is folded.
-- RUN: perilune --dump=bytecode --no-run %s | FileCheck %s --match-full-lines

local x = 2 ^ 10 - 1
-- CHECK:        1 [4] LOADF 0 1023
local y <const> = 3
local t = {y, key = y * 2}
-- CHECK-NEXT:   2 [7] NEWTABLE 1 1 1
-- CHECK-NEXT:   4 [7] LOADI 2 3
-- CHECK-NEXT:   5 [7] LOADI 3 6
-- CHECK-NEXT:   6 [7] SETFIELD 1 3 ; "key"
-- CHECK-NEXT:   8 [7] SETLIST 1 1 0
x = x // y
-- CHECK-NEXT:   10 [13] IDIVRK 0 0 [[THREE:[0-9]+]] ; 3
x = y / x
-- CHECK-NEXT:   11 [15] DIVKR 0 [[THREE]] 0 ; 3
x = t[1] == nil
-- CHECK-NEXT:   12 [17] GETINT 2 1 1
-- CHECK-NEXT:   13 [17] EQK 2 {{[0-9]+}} 1 ; nil
-- CHECK-NEXT:   14 [17] JMP ; to 16
-- CHECK-NEXT:   15 [17] LFALSESKIP 0
-- CHECK-NEXT:   16 [17] LOADTRUE 0
x = 5 > t.key
-- CHECK-NEXT:   17 [23] GETFIELD 2 1 ; "key"
-- CHECK-NEXT:   19 [23] LTK 2 {{[0-9]+}} 1 ; 5
-- CHECK-NEXT:   20 [23] JMP ; to 22
-- CHECK-NEXT:   21 [23] LFALSESKIP 0
-- CHECK-NEXT:   22 [23] LOADTRUE 0
