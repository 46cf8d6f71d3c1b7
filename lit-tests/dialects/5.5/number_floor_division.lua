-- Floor division and division, of integers and of floats.
local inf, nan = math.huge, 0 / 0
local maxi, mini = math.maxinteger, math.mininteger
local function show(x)
  if x ~= x then return "nan" end
  if x == 0 and math.type(x) == "float" then return 1 / x < 0 and "-0.0" or "0.0" end
  return tostring(x)
end
local operands = { 1, -1, 2, 3, -3, 7, -7, maxi, mini, 0.5, -0.5, 2.5, -2.5, 1e300, -1e300, 0.0, -0.0, inf, -inf, nan }
for _, a in ipairs(operands) do
  local row = {}
  for j, b in ipairs(operands) do row[j] = show(a // b) end
  print(show(a), table.concat(row, " "))
end
for _, a in ipairs { 1, -1, 0, maxi, mini } do
  print(pcall(function() return a // 0 end))
  print(pcall(function() return a % 0 end))
  print(show(a // 0.0), show(a / 0), show(a % 0.0))
end
print(mini // -1, mini % -1, mini / -1, -mini, mini - 1 == maxi)
print(7 / 2, 8 / 2, math.type(8 / 2), maxi / 1, mini / 1, 1 / maxi)
local k = 10
print(k // 3, 3 // k, -k // 3, k // -3, k // 3.0, 3.0 // k, k // 0.3, -k // 0.3)
print(1e308 // 1e-308, -1e308 // 1e-308, 5e-324 // 2, -5e-324 // 2, 2^53 // 0.1)
print("7" // 2, 7 // "2", "7" // "2.0", pcall(function() return {} // 1 end))
