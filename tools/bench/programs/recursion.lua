-- Deep and wide recursion on numbers: Ackermann, Takeuchi, Hofstadter, Hanoi, partitions.
-- suite: calls
-- quick: 9
local n = tonumber(arg and arg[1]) or 11

local function ackermann(m, k)
  if m == 0 then return k + 1 end
  if k == 0 then return ackermann(m - 1, 1) end
  return ackermann(m - 1, ackermann(m, k - 1))
end

local function tak(x, y, z)
  if y >= x then return z end
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
end

local male
local function female(k)
  if k == 0 then return 1 end
  return k - male(female(k - 1))
end
function male(k)
  if k == 0 then return 0 end
  return k - female(male(k - 1))
end

local moves = { 0, 0, 0 }
local function hanoi(disks, from, to, via)
  if disks == 0 then return 0 end
  local count = hanoi(disks - 1, from, via, to)
  moves[to] = moves[to] + disks
  return count + 1 + hanoi(disks - 1, via, to, from)
end

local function partitions(sum, largest)
  if sum == 0 then return 1 end
  if sum < 0 or largest == 0 then return 0 end
  return partitions(sum - largest, largest) + partitions(sum, largest - 1)
end

local function gcd(a, b)
  if b == 0 then return a end
  return gcd(b, a % b)
end
local coprime = 0
for a = 1, n * 90 do
  for b = a, n * 90 do
    if gcd(a, b) == 1 then coprime = coprime + 1 end
  end
end
print(string.format("%d %d %d %d", ackermann(2, n * 8), ackermann(3, n - 3), tak(2 * n, n, n - 5), coprime))
print(string.format("%d %d %d %d", female(n * 7), hanoi(2 * n, 1, 3, 2), moves[2], partitions(n * 6, n)))
