-- 5.5: declared globals, attributes for a whole list, named varargs.
-- RUN: perilune --lua=5.5 --dump=bytecode --no-run %s | FileCheck %s --match-full-lines

global print
-- CHECK: main <{{.*}}
global limit <const> = 10
-- CHECK:        1 [6] LOADI 0 10
-- CHECK-NEXT:   2 [6] GETTABUP 1 0 ; _ENV "limit"
-- CHECK-NEXT:   4 [6] GLOBALUNDEF 1 0 ; "limit"
-- CHECK-NEXT:   6 [6] SETTABUP 0 0 ; _ENV "limit"
local <const> low, high = 1, limit
-- CHECK-NEXT:   8 [11] LOADI 0 1
-- CHECK-NEXT:   9 [11] GETTABUP 1 0 ; _ENV "limit"
global function show(first, ...rest)
  print(first, rest.n, ...)
end
-- CHECK: function <{{.*}}:14,16> ({{[0-9]+}} words, 1 parameter and more, {{.*}}
-- CHECK-NEXT:   0 [14] VARARGPREP 1 1
-- CHECK-NEXT:   1 [15] GETTABUP 2 0 ; _ENV "print"
-- CHECK-NEXT:   3 [15] MOVE 4 0
-- CHECK-NEXT:   4 [15] VARARGFIELD 5 1 ; "n"
-- CHECK-NEXT:   6 [15] VARARG 6 0 0 ; all out
-- CHECK-NEXT:   7 [15] CALL 2 0 1 ; all in 0 out
-- CHECK-NEXT:   8 [16] RETURN0
global function keep(...rest)
  return rest, ...
end
-- CHECK: function <{{.*}}:25,27> ({{[0-9]+}} words, 0 parameters and more, {{.*}}
-- CHECK-NEXT:   0 [25] VARARGPREP 0 2
-- CHECK-NEXT:   1 [26] MOVE 1 0
-- CHECK-NEXT:   2 [26] VARARG 2 1 0 ; all out
