-- Primes in four ways: odd numbers only, in segments, with a linear sieve, and by wheels of dividers.
-- suite: arrays
-- quick: 400000
local n = tonumber(arg and arg[1]) or 5500000

local function odd_sieve(limit)
  local half, composite, primes = math.floor((limit - 1) / 2), {}, { 2 }
  for i = 1, half do composite[i] = false end
  for i = 1, half do
    if not composite[i] then
      local prime = 2 * i + 1
      primes[#primes + 1] = prime
      for k = (prime * prime - 1) / 2, half, prime do composite[k] = true end
    end
  end
  return primes
end

local function segmented_count(limit, small)
  local size, count = 30000, 0
  for low = 2, limit, size do
    local high, marks = math.min(low + size - 1, limit), {}
    for i = 1, high - low + 1 do marks[i] = 1 end
    for _, prime in ipairs(small) do
      if prime * prime > high then break end
      local start = math.max(prime * prime, low + (prime - low % prime) % prime)
      for k = start, high, prime do marks[k - low + 1] = 0 end
    end
    for _, mark in ipairs(marks) do count = count + mark end
  end
  return count
end

local function linear_sieve(limit)
  local least, primes = {}, {}
  for i = 1, limit do least[i] = 0 end
  for i = 2, limit do
    if least[i] == 0 then
      least[i] = i
      primes[#primes + 1] = i
    end
    for _, prime in ipairs(primes) do
      if prime > least[i] or prime * i > limit then break end
      least[prime * i] = prime
    end
  end
  return least, #primes
end

local function wheel_primes(count)
  local steps, primes, candidate, at = { 4, 2, 4, 2, 4, 6, 2, 6 }, { 2, 3, 5 }, 7, 1
  while #primes < count do
    local is_prime, k = true, 4
    while primes[k] and primes[k] * primes[k] <= candidate do
      if candidate % primes[k] == 0 then
        is_prime = false
        break
      end
      k = k + 1
    end
    if is_prime then primes[#primes + 1] = candidate end
    candidate, at = candidate + steps[at], at % 8 + 1
  end
  return primes
end

local primes = odd_sieve(n)
local least, count = linear_sieve(n / 2)
local divisors = 0
for i = 2, n / 2, 97 do
  local k = i
  while k > 1 do k, divisors = k / least[k], divisors + 1 end
end
local wheel = wheel_primes(math.floor(n / 100))
assert(wheel[#wheel] == primes[#wheel])
print(string.format("%d %d %d %d %d", #primes, segmented_count(n, primes), count, divisors, wheel[#wheel]))
