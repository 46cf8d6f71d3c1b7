-- Recursive functions called from compiled loops, and loops inside of recursion.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
local s = 0
for i = 1, 200 do s = s + fib(i % 12) end
print(s)

local function sum(t, i)
  if i > #t then return 0 end
  local inner = 0
  for j = 1, 10 do inner = inner + t[i] * j end
  return inner + sum(t, i + 1)
end
local t = {}
for i = 1, 150 do t[i] = i end
print(sum(t, 1))

local function depth(n)
  local x = 0
  for i = 1, 3 do x = x + i end
  if n == 0 then return x end
  return depth(n - 1) + x
end
print(depth(20000))

local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
local count = 0
for i = 1, 300 do if even(i) then count = count + 1 end end
print(count)
