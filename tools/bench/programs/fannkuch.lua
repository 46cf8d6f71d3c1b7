-- Reversing prefixes of permutations: short loops over small integer arrays.
-- suite: arrays
-- quick: 8
local n = tonumber(arg and arg[1]) or 10

local p, q, counter = {}, {}, {}
for i = 1, n do p[i], counter[i] = i, 0 end

local function step()
  for length = 2, n do
    local first = p[1]
    for i = 1, length - 1 do p[i] = p[i + 1] end
    p[length] = first
    counter[length] = counter[length] + 1
    if counter[length] < length then return true end
    counter[length] = 0
  end
  return false
end

local checksum, most, sign = 0, 0, 1
repeat
  for i = 1, n do q[i] = p[i] end
  local flips, first = 0, q[1]
  while first ~= 1 do
    local low, high = 1, first
    while low < high do
      q[low], q[high] = q[high], q[low]
      low, high = low + 1, high - 1
    end
    flips = flips + 1
    first = q[1]
  end
  if flips > most then most = flips end
  checksum = checksum + sign * flips
  sign = -sign
until not step()
print(string.format("%d %d", checksum, most))
