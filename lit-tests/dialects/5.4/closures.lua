-- Closures share a variable while its block runs, and have one each per iteration.
local function counter()
  local n = 0
  return function() n = n + 1 return n end, function() return n end
end
local up, get = counter()
up() up()
print(get())
local each = {}
for i = 1, 3 do each[i] = function() i = i + 10 return i end end
print(each[1](), each[1](), each[2](), each[3]())
error("the end")
