-- Integers and floats in hot loops: overflow, division, shifts and conversions.
local s, f = 0, 0.0
for i = 1, 200 do
  s = s + i // 3 * (i % 5)
  f = f + i / 3 + i // 0.7
end
print(s, f)
local x = math.maxinteger - 50
for i = 1, 100 do x = x + 1 end
print(x, math.type(x))
local y = 1
for i = 1, 70 do y = y * 3 end
print(y)
local h = 5381
for i = 1, 200 do h = (h << 5) + h ~ i & 0xff end
print(h)
local sh = 0
for i = -70, 70 do sh = sh ~ (1 << i) ~ (-1 >> i) | (i & 7) end
print(sh)
for _, d in ipairs { 1, -1, 3, -3, math.mininteger, 2.5, -2.5, 1 / 0 } do
  local q, m = 0, 0
  for i = -50, 50 do
    q = q + i // d
    m = m + i % d
  end
  print(d, q, m)
end
print(pcall(function() local r for i = 50, -50, -1 do r = 100 // i end end))
print(pcall(function() local r for i = 50, -50, -1 do r = 100 % i end end))
print(pcall(function() local r for i = 50, -50, -1 do r = 1 | (i > 0 and i or i + 0.5) end end))
-- loops at the ends of the integers
local function count(a, b, c)
  local n = 0
  for i = a, b, c do
    n = n + 1
    if n >= 150 then break end
  end
  return n
end
for round = 1, 2 do
  print(count(math.maxinteger - 60, math.maxinteger - 1, 1), count(math.mininteger + 99, math.mininteger + 1, -1))
  print(count(1, 1e100, 1), count(1, -1e100, -1), count(1, 99.9, 1), count(1.0, 99, 1))
  print(count(math.maxinteger - 10, math.maxinteger // 2, 3), count(0, math.maxinteger, math.maxinteger // 50))
end
-- comparisons between subtypes
local c = 0
for i = 1, 100 do
  local big = math.maxinteger - i
  if big < 2^63 then c = c + 1 end
  if big + 0.0 == 2^63 then c = c + 1 end
  if i == i + 0.0 and math.type(i) ~= math.type(i + 0.0) then c = c + 1 end
  if big // 1.0 > big then c = c + 1 end
end
print(c)
local t = {}
for i = 1, 100 do t[i + 0.0] = i end
print(#t, t[50], next(t))
print(-7 // 2, -7 % 2.0, 7 // -2.0, -0.0 // 1, 5 // 0.0, -5 % math.huge)
local z = 0
for i = 1, 100 do z = z + (i - 0) - 0 end
print(z, 0.0 - 0, -0.0 - 0, -0.0 + 0)
