-- The remainder for every pair out of a list of operands, ordinary and extreme.
local inf, nan = 1 / 0, 0 / 0
local operands = {
  0.0, 1, -1, 2, 3, -3, 0.5, -0.5, 0.1, -0.1, 7, -7, 5.25, -5.25, 1e15, 1e16, -1e16, 1e20, 1e300,
  2^53, -2^53, 1e-300, -1e-300, 5e-324, inf, -inf, nan,
}
local function show(x)
  if x ~= x then return "nan" end
  if x == 0 then return 1 / x < 0 and "-0" or "0" end
  return string.format("%.17g", x)
end
for i = 1, #operands do
  local row = {}
  for j = 1, #operands do
    local a, b = operands[i] + 0.0, operands[j] + 0.0
    row[j] = show(a % b)
  end
  print(show(operands[i]), table.concat(row, " "))
end
print(7 % 3, -7 % 3, 7 % -3, -7 % -3, 5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2)
print(1 % 0.1 < 0.1, 10 % 3.5, -10 % 3.5, 10 % -3.5)
local x = 2^0.5
print(show(1e15 % x), show(-1e15 % x), show(x % 1e-7))
