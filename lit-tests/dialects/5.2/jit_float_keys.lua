-- Arrays indexed by counting floats, fractions and zeros in hot loops.
local function sum(t, from, to, step)
  local s, misses = 0, 0
  for i = from, to, step do
    local v = t[i]
    if v then s = s + v else misses = misses + 1 end
  end
  return s, misses
end
local t = {}
for i = 1, 100 do t[i * 1.0] = i end
print(#t, sum(t, 1, 100, 1))
print(sum(t, 1.0, 100.0, 1.0))
print(sum(t, 0.5, 100, 0.5))
print(sum(t, 100, 1, -1))
print(sum(t, -3, 103, 1))
print(sum(t, 1, 99, 2))
print(sum(t, 0.25, 100, 0.25))
print(sum({[0] = 5, 6, 7}, -0.0, 2, 1))

-- keys computed from counters
local function fill(n)
  local a = {}
  for i = 1, n do
    a[2 * i - 1] = i
    a[i * 2] = -i
  end
  local s = 0
  for i = n, 1, -1 do s = s + a[i * 2] * a[(i - 1) * 2 + 1] end
  return #a, s
end
print(fill(60))

-- a counter of a while loop, which ends as a fraction
local i, n = 1, 0
while i < 200 do
  n = n + (t[i] or 0)
  if i > 150 then i = i + 0.5 else i = i + 1 end
end
print(i, n)

-- negative zero and the key 0
local z = {[0] = "zero"}
local hits = 0
for k = 1, 100 do
  if z[-0.0] == "zero" and z[0 * -k] == "zero" then hits = hits + 1 end
end
print(hits)

-- keys beyond 2^53
local big = {}
for k = 2^53 - 40, 2^53 - 1 do big[k] = (big[k] or 0) + 1 end
local count = 0
for _, v in pairs(big) do count = count + v end
print(count, big[2^53], big[2^53 + 1], big[2^53 - 40], big[2^53 - 41])

-- fractional keys stay apart from the array
local f = {}
for k = 1, 40, 0.5 do f[k] = k end
print(#f, f[1.5], f[39.5], f[40], f[40.5])
