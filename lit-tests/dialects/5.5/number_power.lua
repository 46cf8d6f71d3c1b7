-- Powers, unary minus, zeros with a sign, infinities.
local inf, nan = 1 / 0, 0 / 0
local function show(x)
  if x ~= x then return "nan" end
  if x == 0 then return 1 / x < 0 and "-0" or "0" end
  return string.format("%.17g", x)
end
local bases = { 0.0, 1, -1, 2, -2, 0.5, 10, -8, 1e154, 1e155, 1.1, 3.3, 1e-200, inf, -inf, nan }
for _, b in ipairs(bases) do
  local row = {}
  for i, e in ipairs { 0, 1, 2, 3, -1, -2, 0.5, -0.5, 1 / 3, 1024, -1024, inf, -inf } do
    row[i] = show(b ^ e)
  end
  print(show(b), table.concat(row, " "))
end
print(2 ^ 3 ^ 2, (2 ^ 3) ^ 2, -2 ^ 2, (-2) ^ 2, 2 ^ -1, -2 ^ -2)
local squares = { 0.1, 1.1, 2.7, 0.33333333333333331, 123456.789, 4.8254886700396e-46 }
for _, x in ipairs(squares) do
  local two = 2
  print(string.format("%.17g %.17g %.17g", x ^ 2, x ^ two, x * x))
end
local zero = 0.0
print(show(-zero), show(zero * -1), show(-zero + 0.0), show(-zero - 0.0), show(zero - zero), show(-(-zero)))
print(-zero == zero, 1 / -zero, 1 / zero, -zero < zero, inf == inf, -inf < inf, nan == nan, nan ~= nan)
print(nan < 1, nan > 1, nan <= nan, 1 <= nan, not (nan < 1), inf - inf ~= inf - inf, inf * 0 ~= inf * 0)
print(-inf, -(-inf), inf + 1, inf * -1, 1 / inf, -1 / inf, inf / 2)
local minus = -zero
print(show(minus - 0), show(minus + 0), show(minus * 1), show(0 - minus), show(minus - 0.0), show(minus + 0.0))
print(-0, 0 * -1, -0.0, 0.0 * -1, math.type(2 ^ 2), math.type(-3), math.type(-3.0))
print(-math.mininteger, -math.maxinteger, - -math.mininteger, ~0, ~math.maxinteger == math.mininteger)
