-- Bitwise operators: shifts of all sizes, floats with integer values, strings, errors.
local maxi, mini = math.maxinteger, math.mininteger
local function hex(n) return string.format("%x", n) end
for _, s in ipairs { 0, 1, 4, 31, 32, 62, 63, 64, 65, 1000, -1, -4, -63, -64, -65, maxi, mini } do
  print(s, hex(1 << s), hex(-1 << s), hex(-1 >> s), hex(0x123456789abcdef0 >> s), hex(maxi << s), hex(mini >> s))
end
print(hex(0xf0 & 0x3c), hex(0xf0 | 0x3c), hex(0xf0 ~ 0x3c), hex(~0xf0), ~0, ~-1, ~maxi == mini)
print(5 & 3.0, 5.0 | 2, 5.0 ~ 1.0, ~4.0, 1.0 << 3, 16 >> 2.0, 2^53 | 1, (2^53 | 0) ~ 9007199254740993)
print(-2^63 ~ 9007199254740993, 2^62 & maxi, -1.0 & maxi, 2^53 ~ -1, maxi & -2^63)
print(1 << 2 + 1, 1 | 2 & 3, 1 ~ 3 | 4, ~1 + 1, 6 & 3 == 2 and "odd" or "even", -1 >> 60 << 2, 1 .. 2 | 0)
local function attempt(f, ...)
  local ok, r = pcall(f, ...)
  print(ok, r)
end
local ops = {
  function(a, b) return a & b end, function(a, b) return a | b end, function(a, b) return a ~ b end,
  function(a, b) return a << b end, function(a, b) return a >> b end, function(a) return ~a end,
}
for i, op in ipairs(ops) do
  for _, p in ipairs { { 1.5, 1 }, { 1, 2^63 }, { {}, 1 }, { 1, {} }, { true, 1.5 }, { 1.5, nil }, { 1 / 0, 1 }, { 2.5, 3.5 } } do
    attempt(op, p[1], p[2])
  end
  attempt(op, "3", 5)
  attempt(op, 6, "0x3")
  attempt(op, "1.5", 1)
  attempt(op, "x", 1)
  attempt(op, 1.5, "x")
end
local h = 5381
for c in ("the quick brown fox"):gmatch(".") do h = ((h << 5) + h ~ c:byte()) & 0xffffffff end
print(h)
local x = 88172645463325252
for _ = 1, 200 do x = x ~ x << 13 x = x ~ x >> 7 x = x ~ x << 17 end
print(x)
