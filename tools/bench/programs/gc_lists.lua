-- Long linked lists: built, reversed and let go.
-- suite: gc
-- quick: 20000
local n = tonumber(arg and arg[1]) or 400000

local function build(length)
  local list
  for i = 1, length do list = {value = i, rest = list} end
  return list
end
local function reverse(list)
  local result
  while list do
    result = {value = list.value, rest = result}
    list = list.rest
  end
  return result
end

local sum = 0
for round = 1, 6 do
  local list = reverse(build(n))
  sum = sum + list.value
  while list do
    sum = (sum + list.value) % 1000003
    list = list.rest
  end
end
print(sum)
