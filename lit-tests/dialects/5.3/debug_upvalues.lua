-- Upvalues: their numbers, names and values, and who shares them.
local a, b, c = 1, 2, 3
local function f() return a, b, c end
local function g() c = c + 1 return b end
local function h() print(a) end
for i = 1, 5 do print(i, debug.getupvalue(f, i)) end
for i = 0, 2 do print(i, debug.getupvalue(g, i)) end
print(debug.setupvalue(f, 1, "A"), a)
print(debug.setupvalue(g, 1, "C"), c)
print(debug.setupvalue(f, 9, 0))
print(select("#", debug.setupvalue(f, 9, 0)), select("#", debug.getupvalue(f, 9)))
c = 10
g()
print(c, select(2, debug.getupvalue(f, 3)))
local function counter()
  local n = 0
  return function() n = n + 1 return n end, function() return n end
end
local up, get = counter()
up() up()
print(debug.getupvalue(up, 1))
print(debug.setupvalue(get, 1, 100))
print(up(), get())
print(debug.getinfo(f, "u").nups, debug.getinfo(counter, "u").nups, debug.getinfo(up, "u").nups)
print(debug.getupvalue(print, 1))
print(pcall(debug.getupvalue, 1, 1))
print(pcall(debug.getupvalue, f, "x"))
print(pcall(debug.getupvalue, f))
print(pcall(debug.setupvalue, f, 1))
print(pcall(debug.setupvalue, {}, 1, 2))
print(pcall(debug.getupvalue))
local function shadow()
  local a = a
  return function() a = 5 return a end
end
print(debug.getupvalue(shadow, 1))
print(debug.getupvalue(shadow(), 1))
for i = 1, 3 do
  local k = i
  local fn = function() return k end
  debug.setupvalue(fn, 1, k * 10)
  print(fn(), k)
end
