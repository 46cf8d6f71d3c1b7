-- Pancake flipping: over all permutations of 1..N, the most flips of the first p[1] elements that
-- it takes to bring 1 to the front, and a checksum of the flips with alternating signs.
-- Usage: fannkuch.lua [N]                                                   9 by default

local n = tonumber(arg and arg[1]) or 9

-- How many flips bring 1 to the front of `permutation`? Works on `scratch`.
local function count_flips(permutation, scratch)
  for i = 1, n do scratch[i] = permutation[i] end
  local flips = 0
  local first = scratch[1]
  while first ~= 1 do
    local low, high = 1, first
    while low < high do
      scratch[low], scratch[high] = scratch[high], scratch[low]
      low, high = low + 1, high - 1
    end
    flips = flips + 1
    first = scratch[1]
  end
  return flips
end

-- Steps to the next permutation: each one rotates a prefix, whose length a mixed-radix counter
-- gives. Returns false after the last.
local function next_permutation(permutation, counter)
  for length = 2, n do
    local first = permutation[1]
    for i = 1, length - 1 do permutation[i] = permutation[i + 1] end
    permutation[length] = first
    counter[length] = counter[length] + 1
    if counter[length] < length then return true end
    counter[length] = 0
  end
  return false
end

local permutation, counter, scratch = {}, {}, {}
for i = 1, n do permutation[i], counter[i] = i, 0 end

local checksum, most, sign = 0, 0, 1
repeat
  local flips = count_flips(permutation, scratch)
  if flips > most then most = flips end
  checksum = checksum + sign * flips
  sign = -sign
until not next_permutation(permutation, counter)

print(checksum)
print(string.format("Pfannkuchen(%d) = %d", n, most))
