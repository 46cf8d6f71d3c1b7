-- Fresh variables per iteration, shared by the closures of one iteration.
local fs = {}
for i = 1, 3 do
  local j = i * 10
  fs[#fs + 1] = function() i = i + 1 j = j + i return i, j end
  fs[#fs + 1] = function() return i, j end
end
print(fs[1]()) print(fs[2]()) print(fs[1]()) print(fs[2]()) print(fs[3]()) print(fs[4]()) print(fs[6]())
fs = {}
local n = 0
while n < 3 do
  n = n + 1
  local m = n
  fs[n] = function(d) m = m + (d or 0) return m, n end
end
print(fs[1](5)) print(fs[1]()) print(fs[2]()) print(fs[3](-1))
fs = {}
local r = 0
repeat
  r = r + 1
  local inner = r * r
  fs[r] = function() inner = inner + 1 return inner end
until inner >= 9
print(#fs, fs[1](), fs[1](), fs[2](), fs[3]())
fs = {}
for k, v in pairs({ a = 1, b = 2, c = 3 }) do fs[k] = function(x) v = x or v return k, v end end
print(fs.a()) print(fs.b(20)) print(fs.b()) print(fs.c())
fs = {}
for i = 1, 5 do
  if i == 3 then break end
  fs[i] = function() i = i + 100 return i end
end
print(#fs, fs[1](), fs[1](), fs[2]())
-- nested loops share the outer variable
fs = {}
for i = 1, 2 do
  local sum = 0
  for j = 1, 2 do
    fs[#fs + 1] = function() sum = sum + i * 10 + j return sum end
  end
end
print(fs[1](), fs[2](), fs[1](), fs[3](), fs[4]())
-- a function that leaves its loop with an upvalue open
local function first(t, p)
  for i, v in ipairs(t) do
    local keep = v
    if p(v) then return function() keep = keep + 1 return keep, i end end
  end
end
local g = first({ 1, 5, 9 }, function(x) return x > 3 end)
print(g()) print(g())
-- assignments to what is captured, before and after
local x = 1
local function get() return x end
local function set(v) x = v end
print(get()) x = 2 print(get()) set(3) print(x, get())
do
  local y = x
  x = function() return y end
  y = y + 1
end
print(x())
local acc = {}
for i = 1, 4 do acc[i] = function() local s = 0 for j = 1, i do s = s + j end return s end end
print(acc[1](), acc[2](), acc[3](), acc[4]())
