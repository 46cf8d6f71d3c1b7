-- A call's frame: the function, a gap for its link, the arguments; results replace the function.
-- RUN: perilune --dump=bytecode --no-run %s | FileCheck %s --match-full-lines

-- CHECK: main <{{.*}}> ({{.*}})
-- CHECK-NEXT:   0 [{{.*}}] VARARGPREP 0 0

local t = {}
-- CHECK-NEXT:   1 [7] NEWTABLE 0 0 0
print(t, 1)
-- CHECK-NEXT:   3 [9] GETTABUP 1 0 ; _ENV "print"
-- CHECK-NEXT:   5 [9] MOVE 3 0
-- CHECK-NEXT:   6 [9] LOADI 4 1
-- CHECK-NEXT:   7 [9] CALL 1 3 1 ; 2 in 0 out
local a, b = t:method(...)
-- CHECK-NEXT:   8 [14] SELF 1 0 ; "method"
-- CHECK-NEXT:   10 [14] VARARG 4 0 0 ; all out
-- CHECK-NEXT:   11 [14] CALL 1 0 3 ; all in 2 out
return print(a)
-- CHECK-NEXT:   12 [18] GETTABUP 3 0 ; _ENV "print"
-- CHECK-NEXT:   14 [18] MOVE 5 1
-- CHECK-NEXT:   15 [18] TAILCALL 3 2 0 ; 1 in
-- CHECK-NEXT:   16 [18] RETURN 3 0 0 ; all out
