-- Tables filled from the end: what they hold, their lengths once they are full, and traversals.
local function fill(n, step, value)
  local t = {}
  for i = n, 1, -step do t[i] = value(i) end
  return t
end
local function check(t)
  local count, sum, previous = 0, 0, nil
  for k, v in pairs(t) do
    count = count + 1
    if type(v) == "number" then sum = sum + k * v end
  end
  return count, sum
end
for _, n in ipairs({ 1, 2, 4, 5, 6, 9, 17, 64, 65, 300, 2000 }) do
  local t = fill(n, 1, function(i) return i % 7 end)
  print(n, #t, check(t))
  t = fill(n, 1, function(i) return i % 2 == 0 end)
  print(n, #t, check(t))
  t = fill(n, 1, function(i) return "s" .. i end)
  print(n, #t, t[1], t[n], check(t))
  t = fill(n, 3, function(i) return i end)
  print(n, check(t))
end
-- Stopped in the middle, gone on upwards, and emptied again.
local t = {}
for i = 100, 50, -1 do t[i] = i end
print(check(t), t[49], t[50], t[100], t[101])
for i = 101, 120 do t[i] = i end
print(check(t))
for i = 49, 1, -1 do t[i] = i end
print(#t, check(t))
for i = 120, 1, -1 do t[i] = nil end
print(next(t), #t)
t[3], t[2], t[1] = 3, 2, 1
print(#t, check(t))
-- With other keys, a metatable, and booleans over booleans.
t = setmetatable({ name = "x" }, { __newindex = function(t, k, v) rawset(t, k, v + 1) end })
for i = 40, 1, -1 do t[i] = i end
print(#t, t.name, t[1], t[20], t[40])
t = fill(50, 1, function() return false end)
for i = 1, 50, 2 do t[i] = true end
for i = 1, 50, 5 do t[i] = i end
for i = 1, 50, 10 do t[i] = false end
local out = {}
for i = 1, 50 do out[i] = tostring(t[i]) end
print(table.concat(out, " "))
