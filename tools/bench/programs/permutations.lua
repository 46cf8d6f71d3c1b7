-- Permutations and combinations: by recursion with a callback, in lexical order, by exchange, as an
-- iterator; and the arithmetic game that makes 24 out of four numbers.
-- suite: arrays
-- quick: 8
local n = tonumber(arg and arg[1]) or 10

local function each_permutation(items, visit, count)
  count = count or #items
  if count <= 1 then return visit(items) end
  for i = 1, count do
    items[i], items[count] = items[count], items[i]
    each_permutation(items, visit, count - 1)
    items[i], items[count] = items[count], items[i]
  end
end

local function next_permutation(items)
  local i = #items - 1
  while i > 0 and items[i] >= items[i + 1] do i = i - 1 end
  if i == 0 then return false end
  local j = #items
  while items[j] <= items[i] do j = j - 1 end
  items[i], items[j] = items[j], items[i]
  local left, right = i + 1, #items
  while left < right do
    items[left], items[right] = items[right], items[left]
    left, right = left + 1, right - 1
  end
  return true
end

local function combinations(total, size)
  local chosen
  return function()
    if not chosen then
      chosen = {}
      for i = 1, size do chosen[i] = i end
      return chosen
    end
    local i = size
    while i > 0 and chosen[i] == total - size + i do i = i - 1 end
    if i == 0 then return nil end
    chosen[i] = chosen[i] + 1
    for j = i + 1, size do chosen[j] = chosen[j - 1] + 1 end
    return chosen
  end
end

local function can_make(numbers, target)
  if #numbers == 1 then return math.abs(numbers[1] - target) < 1e-6 end
  for i = 1, #numbers do
    for j = 1, #numbers do
      if i ~= j then
        local a, b, rest = numbers[i], numbers[j], {}
        for k, value in ipairs(numbers) do
          if k ~= i and k ~= j then rest[#rest + 1] = value end
        end
        local last = #rest + 1
        local results = { a - b, i < j and a + b or nil }
        if i < j then results[#results + 1] = a * b end
        if b ~= 0 then results[#results + 1] = a / b end
        for _, value in ipairs(results) do
          rest[last] = value
          if can_make(rest, target) then return true end
        end
      end
    end
  end
  return false
end

local items = {}
for i = 1, n do items[i] = i end
local weighted, count = 0, 0
each_permutation(items, function(order)
  count = count + 1
  weighted = (weighted + order[1] * order[#order] * count) % 1000003
end)
local lexical, fixed = 1, 0
while next_permutation(items) do
  lexical = lexical + 1
  if items[3] == 3 then fixed = fixed + 1 end
end
local sums = 0
for chosen in combinations(n + 9, n - 3) do sums = sums + chosen[1] * chosen[#chosen] end
local solvable = 0
for a = 1, n - 3 do
  for b = a, n - 2 do
    for c = b, n - 2 do
      if can_make({ a, b, c, 6 }, 24) then solvable = solvable + 1 end
    end
  end
end
print(string.format("%d %d %d %d %d %d", count, weighted, lexical, fixed, sums, solvable))
