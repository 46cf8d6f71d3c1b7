-- Operators in hot loops with operands at their edges.
local values = { 0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 7.25, 1e15, -1e15, 2^53, 1e300, -1e300, 1 / 0, -1 / 0 }
local function show(x)
  if x ~= x then return "nan" end
  return string.format("%.17g", x)
end
local function table_of(name, f)
  local lines, acc = {}, {}
  for i, x in ipairs(values) do
    acc = {}
    for j, y in ipairs(values) do
      local r
      for k = 1, 3 do r = f(x, y) end
      acc[j] = show(r)
    end
    lines[i] = table.concat(acc, " ")
  end
  print(name .. "\n" .. table.concat(lines, "\n"))
end
table_of("mod", function(a, b) return b ~= 0 and a % b or 0 end)
table_of("pow", function(a, b) return a ^ b end)
table_of("square", function(a, b) return a ^ 2 - b ^ 2 end)
table_of("sub", function(a, b) return (a - 0) - (b - 0.0) end)
table_of("quotient", function(a, b) return b ~= 0 and a / b or 1 end)
-- sums that leave the integers and come back
local s = 2^53 - 50
for i = 1, 100 do s = s + 1 end
print(show(s))
local d = 1
for i = 1, 1100 do d = d * 2 end
print(show(d), show(1 / d))
local c = 0
for i = -60, 60 do
  if i % 3 == 0 then c = c + i % 7 end
  if i % -4 == -1 then c = c + 1000 end
  c = c + (i * 0.5) % 1 + i % 2.5
end
print(show(c))
local neg = 0
for i = 1, 100 do if 1 / (-0.0 * i) < 0 then neg = neg + 1 end end
print(neg)
local text = 0
for i = 1, 100 do text = text + "10" / 2 + "0x10" * i - -"2" end
print(show(text))
local cmp = 0
for i = 1, 200 do
  if i < 100.5 then cmp = cmp + 1 end
  if i == 100.0 then cmp = cmp + 10 end
  if not (i < 0 / 0) and not (i > 0 / 0) then cmp = cmp + 100 end
end
print(show(cmp))
