-- Captured variables: closed where they die, and on every return.
-- RUN: perilune --dump=bytecode --no-run %s | FileCheck %s --match-full-lines

local function counter()
  local n = 0
  return function()
    n = n + 1
    return n
  end
end
do
  local captured = counter()
  probe = function() return captured end
end

-- CHECK: main <{{.*}}> ({{.*}})
-- CHECK:        {{[0-9]+}} [12] MOVE 1 0
-- CHECK-NEXT:   {{[0-9]+}} [12] CALL 1 1 2 ; 0 in 1 out
-- CHECK-NEXT:   {{[0-9]+}} [13] CLOSURE 2 1 ; line 13
-- CHECK-NEXT:   {{[0-9]+}} [13] SETTABUP 2 0 ; _ENV "probe"
-- CHECK-NEXT:   {{[0-9]+}} [13] CLOSE 1
-- CHECK-NEXT:   {{[0-9]+}} [14] RETURN 0 1 1 ; 0 out

-- CHECK: function <{{.*}}:4,10> (4 words, 0 parameters, 2 registers)
-- CHECK-NEXT:   0 [5] LOADI 0 0
-- CHECK-NEXT:   1 [9] CLOSURE 1 0 ; line 6
-- CHECK-NEXT:   2 [9] RETURN 1 2 1 ; 1 out
-- CHECK-NEXT:   3 [10] RETURN 0 1 1 ; 0 out
-- CHECK: locals:
-- CHECK-NEXT:   0 n register 0 from 1 to 4

-- CHECK: function <{{.*}}:6,9> (6 words, 0 parameters, 2 registers)
-- CHECK-NEXT:   0 [7] GETUPVAL 0 0 ; n
-- CHECK-NEXT:   1 [7] ADDRK 0 0 0 ; 1
-- CHECK-NEXT:   2 [7] SETUPVAL 0 0 ; n
-- CHECK: upvalues:
-- CHECK-NEXT:   0 n register 0
