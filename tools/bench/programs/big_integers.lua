-- Integers of any length as arrays of decimal digits in groups: factorials, powers, and the digits
-- of pi by Machin's formula.
-- suite: numeric
-- quick: 1500
local n = tonumber(arg and arg[1]) or 5600

local BASE, WIDTH = 1000000, 6

local function big(value)
  local digits = {}
  repeat
    digits[#digits + 1] = value % BASE
    value = math.floor(value / BASE)
  until value == 0
  return digits
end

local function compare(a, b)
  if #a ~= #b then return #a - #b end
  for i = #a, 1, -1 do
    if a[i] ~= b[i] then return a[i] - b[i] end
  end
  return 0
end

local function add(a, b)
  local sum, carry = {}, 0
  for i = 1, math.max(#a, #b) do
    local digit = (a[i] or 0) + (b[i] or 0) + carry
    if digit >= BASE then
      sum[i], carry = digit - BASE, 1
    else
      sum[i], carry = digit, 0
    end
  end
  if carry > 0 then sum[#sum + 1] = carry end
  return sum
end

-- The difference of a and b, where a is not less than b.
local function subtract(a, b)
  local difference, borrow = {}, 0
  for i = 1, #a do
    local digit = a[i] - (b[i] or 0) - borrow
    borrow = digit < 0 and 1 or 0
    difference[i] = digit + borrow * BASE
  end
  while #difference > 1 and difference[#difference] == 0 do difference[#difference] = nil end
  return difference
end

local function scale(a, factor)
  local product, carry = {}, 0
  for i = 1, #a do
    local digit = a[i] * factor + carry
    carry = math.floor(digit / BASE)
    product[i] = digit - carry * BASE
  end
  while carry > 0 do
    product[#product + 1] = carry % BASE
    carry = math.floor(carry / BASE)
  end
  return product
end

local function multiply(a, b)
  local product = {}
  for i = 1, #a + #b do product[i] = 0 end
  for i = 1, #a do
    local carry, factor = 0, a[i]
    for j = 1, #b do
      local digit = product[i + j - 1] + factor * b[j] + carry
      carry = math.floor(digit / BASE)
      product[i + j - 1] = digit - carry * BASE
    end
    product[i + #b] = carry
  end
  while #product > 1 and product[#product] == 0 do product[#product] = nil end
  return product
end

local function text(a)
  local groups = { string.format("%d", a[#a]) }
  for i = #a - 1, 1, -1 do groups[#groups + 1] = string.format("%0" .. WIDTH .. "d", a[i]) end
  return table.concat(groups)
end

local function divide(a, divisor)
  local quotient, rest = {}, 0
  for i = #a, 1, -1 do
    local digit = rest * BASE + a[i]
    quotient[i] = math.floor(digit / divisor)
    rest = digit - quotient[i] * divisor
  end
  local size = #a
  while size > 1 and quotient[size] == 0 do
    quotient[size] = nil
    size = size - 1
  end
  return quotient
end

local function is_zero(a) return #a == 1 and a[1] == 0 end

-- The arcus tangent of 1 / x, times `unit`, by its series.
local function arctan(x, unit)
  local term, positive, negative, k = divide(unit, x), big(0), big(0), 1
  while not is_zero(term) do
    local share = divide(term, k)
    if k % 4 == 1 then positive = add(positive, share) else negative = add(negative, share) end
    term, k = divide(term, x * x), k + 2
  end
  return subtract(positive, negative)
end

local function pi(groups)
  local unit = { 1 }
  for _ = 1, groups do table.insert(unit, 1, 0) end
  return subtract(scale(arctan(5, unit), 16), scale(arctan(239, unit), 4))
end

local factorial, power = big(1), big(3)
for i = 2, n do factorial = scale(factorial, i) end
for _ = 1, 10 do power = multiply(power, power) end
local digits, product = text(pi(math.floor(n / 6))), text(multiply(factorial, power))
assert(digits:sub(1, 10) == "3141592653")
print(digits:sub(-20, -11), #product, product:sub(1, 20))
