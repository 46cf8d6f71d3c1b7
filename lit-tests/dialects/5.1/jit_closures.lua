-- Closures made in loops, the variables they share, and loops inside of them.
local fs = {}
for i = 1, 120 do
  local x = i
  fs[i] = function(d) x = x + d return x + i end
end
local s = 0
for r = 1, 3 do
  for i = 1, 120 do s = s + fs[i](r) end
end
print(s)
-- one variable, many functions
local get, set
local function cell(v)
  return function() return v end, function(n) v = n end
end
local g, p = cell(0)
for i = 1, 200 do p(g() + i) end
print(g())
-- a function returns after its loop, and its variables live on
local function after(n)
  local x = 0
  local function h() return x end
  for i = 1, n do x = x + i end
  return h
end
local hs, t = {}, 0
for i = 1, 150 do hs[i] = after(i % 20) end
for i = 1, 150 do t = t + hs[i]() end
print(t)
-- variables captured in a while loop with break and continue
local keep, i = {}, 0
while true do
  i = i + 1
  local y = i * 2
  if i % 2 == 0 then keep[#keep + 1] = function() y = y + 1 return y end end
  if i > 140 then break end
end
local k = 0
for j = 1, #keep do k = k + keep[j]() + keep[j]() end
print(#keep, k)
-- functions as arguments
local function each(list, f) for j = 1, #list do f(list[j], j) end end
local list, acc = {}, 0
for j = 1, 50 do list[j] = j end
for r = 1, 20 do each(list, function(v, j) acc = acc + v * r - j end) end
print(acc)
-- recursion through an upvalue
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local f = 0
for j = 1, 15 do f = f + fib(j) end
print(f)
-- a loop variable captured in every iteration
local vars = {}
for j = 1, 100 do vars[j] = function() j = j + 1 return j end end
local v = 0
for j = 1, 100 do v = v + vars[j]() + vars[j]() end
print(v)
-- a function replaced while the loop runs
local function op(a) return a + 1 end
local z = 0
for j = 1, 200 do
  if j == 100 then op = function(a) return a + 2 end end
  z = op(z)
end
print(z)
-- identity of functions that capture nothing new
local same, prev = 0, nil
for j = 1, 100 do
  local q = function() return s end
  if q == prev then same = same + 1 end
  prev = q
end
print(same)
