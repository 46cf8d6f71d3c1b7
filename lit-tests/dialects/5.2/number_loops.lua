-- Numeric for loops: the values of the index.
local inf, nan = 1 / 0, 0 / 0
local function run(from, to, step, most)
  local row, n = {}, 0
  for i = from, to, step do
    n = n + 1
    row[n] = tostring(i)
    if n == (most or 6) then row[n + 1] = "..." break end
  end
  print(table.concat(row, " "))
end
run(1, 3, 1) run(3, 1, -1) run(1, 1, 1) run(1, 0, 1) run(0, 1, -1)
run(1, 2, 0.25) run(0.1, 0.5, 0.1) run(1, 0, -0.3) run(0.3, 1, 0.1) run(1.5, 4, 1) run(1, 3.9, 1) run(3, 0.5, -1)
run(1, inf, 1, 3) run(1, -inf, -1, 3) run(1, -inf, 1) run(-inf, 0, 1, 2) run(inf, 0, -1, 2) run(inf, inf, 1, 2)
run(1, nan, 1) run(nan, 1, 1) run(1, 2, nan) run(nan, nan, nan)
run(1, 2, 1e20) run(5, 1, -1e20) run(1e20, 1e20, 1, 3) run(2^53, 2^53 + 3, 1, 4) run(-2^53, inf, 1, 3)
run("1", 2, 1) run(1, "3", 1) run(1, 3, "2") run("0x10", "1e1", "-2")
for i = 1, 3 do local j = i i = 10 io.write(tostring(j), " ", tostring(i), " ") end print()
for i = 3, 1 do print("never") end
local function three() return 1, 2, 3 end
for i = three() , three() do io.write(tostring(i), " ") end print()
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
run(1, 3, 0, 3) run(3, 1, 0, 3) run(1, 1, 0, 3) run(1.5, 1, 0.0, 3) run(1, 1.5, 0.0, 3)
