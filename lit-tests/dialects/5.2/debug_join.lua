-- upvalueid and upvaluejoin.
local function make(n)
  return function() n = n + 1 return n end, function() return n end
end
local a1, a2 = make(10)
local b1, b2 = make(20)
print(debug.upvalueid(a1, 1) == debug.upvalueid(a2, 1), debug.upvalueid(a1, 1) == debug.upvalueid(b1, 1))
print(type(debug.upvalueid(a1, 1)))
debug.upvaluejoin(a2, 1, b1, 1)
print(a1(), a2(), b1(), a2(), b2())
print(debug.upvalueid(a2, 1) == debug.upvalueid(b2, 1))
debug.upvaluejoin(b1, 1, b1, 1)
print(b1(), a2())
local x, y = "x", "y"
local function get() return x, y end
debug.upvaluejoin(get, 1, get, 2)
print(get())
y = "Y"
print(get())
do
  local open = 1
  local function reader() return open end
  local f = make(5)
  debug.upvaluejoin(f, 1, reader, 1)
  print(f(), f(), open)
  open = 50
  print(f(), open)
end
local fs = {}
for i = 1, 3 do fs[i] = function() return i end end
debug.upvaluejoin(fs[1], 1, fs[3], 1)
print(fs[1](), fs[2](), fs[3]())
print(pcall(debug.upvaluejoin, a1, 2, b1, 1))
print(pcall(debug.upvaluejoin, a1, 1, b1, 5))
print(pcall(debug.upvaluejoin, a1, 1, {}, 1))
print(pcall(debug.upvaluejoin, 1, 1, b1, 1))
print(pcall(debug.upvaluejoin, a1))
print(pcall(debug.upvalueid, a1, 2))
print(pcall(debug.upvalueid, a1, 0))
print(pcall(debug.upvalueid, print, 1))
print(pcall(debug.upvalueid, {}, 1))
print(pcall(debug.upvalueid, a1))
