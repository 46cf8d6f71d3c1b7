-- A ceiling for memory: the error can be caught, and the program goes on.
-- RUN: perilune --memory-limit=20M --jit=off %s | FileCheck %s
-- RUN: perilune --memory-limit=20M %s | FileCheck %s
-- RUN: perilune --memory-limit=20M --jit-hotloop=1 --gc-verify %s | FileCheck %s
-- RUN: not perilune --memory-limit=4M -e 'local t = {} while true do t[#t + 1] = {} end' 2>&1 | FileCheck %s --check-prefix=ALONE
-- ALONE: perilune: not enough memory

local function fill(make)
  local t = {}
  for i = 1, math.huge do t[i] = make(i) end
end
-- CHECK: tables false not enough memory
print("tables", pcall(fill, function(i) return {i} end))
-- CHECK-NEXT: strings false not enough memory
print("strings", pcall(fill, function(i) return "a string " .. i end))
-- CHECK-NEXT: closures false not enough memory
print("closures", pcall(fill, function(i) return function() return i end end))
-- CHECK-NEXT: coroutines false not enough memory
print("coroutines", pcall(fill, function(i) return coroutine.create(function() end) end))
-- CHECK-NEXT: one string false not enough memory
print("one string", pcall(string.rep, "x", 30 * 1024 * 1024))
-- CHECK-NEXT: doubled false not enough memory
print("doubled", pcall(function()
  local s = "x"
  while true do s = s .. s end
end))
-- No message handler is called for it.
-- CHECK-NEXT: handler false not enough memory
print("handler", xpcall(fill, function() return "handled" end, function(i) return {i} end))
-- Garbage is no reason to fail.
local sum = 0
for i = 1, 2000000 do
  local t = {i}
  sum = sum + #t
end
-- CHECK-NEXT: garbage 2000000
print("garbage", sum)
-- CHECK-NEXT: still alive true
collectgarbage()
print("still alive", collectgarbage("count") < 20 * 1024)
