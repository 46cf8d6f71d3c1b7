-- Which closures are equal: depends on the version, on upvalues and on where they are made.
local function pair(make, n)
  local made = {}
  for i = 1, n or 2 do made[i] = make(i) end
  return made[1] == made[2]
end
print("none", pair(function() return function() end end))
local outside = 1
print("outer", pair(function() return function() return outside end end))
print("own", pair(function(i) return function() return i end end))
print("local", pair(function() local x return function() return x end end))
print("both", pair(function(i) return function() return outside, i end end))
local loop = {}
for i = 1, 3 do loop[i] = function() return 1 end end
print("loop", loop[1] == loop[2], loop[2] == loop[3])
for i = 1, 3 do loop[i] = function() return i end end
print("index", loop[1] == loop[2], loop[2] == loop[3])
for i = 1, 3 do loop[i] = function() return outside end end
print("shared", loop[1] == loop[2], loop[2] == loop[3])
local block = {}
for i = 1, 3 do local y = 1 block[i] = function() return y end end
print("block", block[1] == block[2])
print("two places", (function() end) == (function() end))
local f, g = function() end, function() end
print("two functions", f == g, f == f)
-- one place, other upvalues in between
local function alternate(v) return function() return v end end
local a1, b1, a2 = alternate(1), alternate(2), alternate(1)
print("alternate", a1 == b1, a1 == a2, a1(), b1(), a2())
local function environment(n) local t = {} for i = 1, n do t[i] = function() return t end end return t end
local e = environment(3)
print("same local", e[1] == e[2], e[2] == e[3], e[1]() == e[3](), environment(1)[1] == environment(1)[1])
-- nested functions of reused closures
local function outer() return function() return function() end end end
local o1, o2 = outer(), outer()
print("nested", o1 == o2, o1() == o1(), o1() == o2())
-- as keys
local set = {}
for i = 1, 5 do set[function() end] = i end
local count = 0
for _ in pairs(set) do count = count + 1 end
print("keys", count)
-- chunks
local load = loadstring or load
local c1, c2 = load("return function() end"), load("return function() end")
print("chunks", c1 == c2, c1() == c1(), c1() == c2())
-- recursive local functions are never the same: each is its own upvalue
local rec = {}
for i = 1, 2 do local function r(n) return n == 0 and r or r(n - 1) end rec[i] = r end
print("recursive", rec[1] == rec[2], rec[1](3) == rec[1], rec[2](0) == rec[2])
local co = {}
for i = 1, 2 do co[i] = coroutine.wrap(function() coroutine.yield(function() return outside end) end)() end
print("coroutines", co[1] == co[2])
