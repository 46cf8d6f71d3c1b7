-- Remainders and quotients by constants, at the edges of 32 and 64 bits.
local function show(...)
  local parts = {}
  for i, v in ipairs({ ... }) do parts[i] = math.type(v) .. ":" .. tostring(v) end
  print(table.concat(parts, " "))
end

local function divide(n)
  show(n % 2, n % 3, n % 7, n % 1000, n % 65536, n % 4294967295, n % 2147483647)
  show(n // 2, n // 3, n // 7, n // 1000, n // 65536, n // 4294967295, n // 2147483647)
  show(n % 1, n // 1, n % -3, n // -3, n % 4294967296, n // 4294967296, n % -1, n // -1)
end

for _, n in ipairs({
  0, 1, 2, 6, 7, 999, 1000, 1001, 65535, 65536, 2147483646, 2147483647, 2147483648, 4294967294,
  4294967295, 4294967296, 4294967297, -1, -2, -7, -1000, -4294967296, math.maxinteger,
  math.mininteger, 0.5, 7.0, -7.5, 4294967295.0, 1e300,
}) do
  print(n)
  divide(n)
end
print(1 / (-0.0 % 3), 1 / (0.0 % 3), 1 / (-0.0 // 3))
print(math.huge % 7, -math.huge % 7, math.huge // 7)
print((0 / 0) % 3 ~= (0 / 0) % 3)

-- Every quotient of a small range, and random ones.
local wrong = 0
for n = -2000, 2000 do
  if (n // 7) * 7 + n % 7 ~= n or n % 7 < 0 or n % 7 > 6 then wrong = wrong + 1 end
  if (n // 10) * 10 + n % 10 ~= n or n % 10 < 0 or n % 10 > 9 then wrong = wrong + 1 end
end
local seed = 1
for _ = 1, 5000 do
  seed = (seed * 6364136223846793005 + 1442695040888963407)
  local n = seed >> 31
  if (n // 641) * 641 + n % 641 ~= n or n % 641 > 640 then wrong = wrong + 1 end
  if (n // 4294967291) * 4294967291 + n % 4294967291 ~= n then wrong = wrong + 1 end
end
print(wrong)

-- Operands of other kinds: strings, metamethods, errors.
print("10" % 3, "10" // 3, "10.5" % 3)
local number = setmetatable({}, {
  __mod = function(_, d) return "mod " .. d end,
  __idiv = function(_, d) return "idiv " .. d end,
})
print(number % 3, number // 10)
for _, operand in ipairs({ true, {}, print, "x" }) do
  print(select(2, pcall(function() return operand % 3 end)))
  print(select(2, pcall(function() local field = { x = operand } return field.x // 3 end)))
end
