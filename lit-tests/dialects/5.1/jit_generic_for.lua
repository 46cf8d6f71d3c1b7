-- Generic for loops over all kinds of iterators, hot enough to be compiled.
local t = {}
for i = 1, 150 do t[i] = i * 3 end
t.name, t[true], t[-5], t[2.5] = 7, 8, 9, 10
local keys, values = 0, 0
for k, v in pairs(t) do
  if type(k) == "number" then keys = keys + k end
  values = values + v
end
print(keys, values)
local n, s = 0, 0
for i, v in ipairs(t) do n, s = n + i, s + v end
print(n, s)
-- holes
for i = 1, 150, 4 do t[i] = nil end
local c = 0
for k, v in pairs(t) do c = c + 1 end
local d = 0
for i, v in ipairs(t) do d = d + 1 end
for i, v in ipairs({ 1, 2, nil, 4 }) do d = d + 1 end
print(c, d)
-- next by hand, and clearing while traversing
local k, v = next(t)
local sum = 0
while k ~= nil do
  sum = sum + v
  t[k] = nil
  k, v = next(t, k)
end
print(sum, next(t))
-- values of changing types
local mixed = {}
for i = 1, 120 do mixed[i] = i % 3 == 0 and i or i % 3 == 1 and tostring(i) or { i } end
local a, b, e = 0, 0, 0
for _, x in ipairs(mixed) do
  if type(x) == "number" then a = a + x elseif type(x) == "string" then b = b + #x else e = e + x[1] end
end
print(a, b, e)
-- a Lua iterator, with and without state
local function upto(limit, i) if i < limit then return i + 1, (i + 1) * 2 end end
local p, q = 0, 0
for i, double in upto, 130, 0 do p, q = p + i, q + double end
print(p, q)
local function words(list)
  local i = 0
  return function() i = i + 1 return list[i] end
end
local w = 0
for word in words { "a", "bb", "ccc" } do w = w + #word end
for r = 1, 60 do for word in words { "a", "bb", "ccc", "dddd" } do w = w + #word end end
print(w)
-- an iterator with one variable, three and more than it gives
local r = 0
for i in ipairs({ 5, 6, 7 }) do r = r + i end
for j = 1, 50 do
  for i, x, y, z in ipairs({ 5, 6, 7 }) do if y == nil and z == nil then r = r + x end end
end
print(r)
-- a callable table
local callable = setmetatable({ limit = 90 }, {
  __call = function(self, _, i) if i < self.limit then return i + 1 end end,
})
local m = 0
for i in callable, nil, 0 do m = m + i end
print(m)
-- the table grows behind an ipairs
local g = { 1 }
for i, x in ipairs(g) do if i < 200 then g[i + 1] = x + 1 end end
print(#g, g[200])
print(pcall(function() for i = 1, 60 do for k in pairs(i > 50 and 5 or {}) do end end end))
print(pcall(function() for k in next, {}, "absent" do end end) == false)
print((pcall(function() for x in 5 do end end)))
