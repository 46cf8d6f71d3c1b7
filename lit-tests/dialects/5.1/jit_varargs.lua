-- Extra arguments in hot loops.
local function count(...) return select("#", ...) end
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...) or 0) end
  return s
end
local function first(...) local a, b = ... return a, b end
local function pass(...) return ... end
local n, s, c = 0, 0, 0
for i = 1, 150 do
  n = n + count(i, nil, i) + count() + count(nil)
  s = s + sum(i, 1, 2, nil, 3) + sum()
  local a, b = first(i)
  c = c + a + (b == nil and 1 or 100)
  local x, y, z = pass(i, i + 1)
  c = c + x + y + (z and 1000 or 0)
end
print(n, s, c)
-- the number of arguments changes
local t = {}
local total = 0
for i = 1, 60 do
  t[i] = i
  total = total + sum(pass((table.unpack or unpack)(t)))
end
print(total)
-- tables of extra arguments
local function pack(...) return { ... } end
local len = 0
for i = 1, 120 do len = len + #pack(i, i, i) + #pack() + #{ pass(i), pass(i, i) } end
print(len)
-- a hot loop in a vararg function
local function loop(...)
  local a, b = ...
  local r = 0
  for i = 1, 100 do
    local x, y, z = ...
    r = r + x + y * i + (z or 0)
  end
  return r, a, b, select("#", ...)
end
print(loop(1, 2))
print(loop(1, 2, 3))
print(loop(4, 5, 6, 7))
-- select from the end and past it
local e = {}
for i = 1, 80 do e[#e + 1] = tostring((select(-1, i, i + 1))) .. tostring((select(3, 1, 2))) end
print(#e, e[80])
print(pcall(function() for i = 1, 100 do if i > 90 then select(-5, 1) end end end))
-- open calls and tail calls
local function tail(k, ...) if k == 0 then return ... end return tail(k - 1, k, ...) end
local m = 0
for i = 1, 100 do m = m + select("#", tail(i % 10)) + math.max(pass(i, 3), pass(2, i)) end
print(m)
print((string.format("%d %d %s", pass(1, 2, pass("x", "y")))))
