-- Sorting records with comparison functions: merge sort, insertion sort for small parts, several
-- keys, strings and reversed orders, and the check that equal records keep their order.
-- suite: arrays
-- quick: 8000
local n = tonumber(arg and arg[1]) or 105000

local function insertion_sort(list, first, last, less)
  for i = first + 1, last do
    local item, j = list[i], i - 1
    while j >= first and less(item, list[j]) do
      list[j + 1] = list[j]
      j = j - 1
    end
    list[j + 1] = item
  end
end

local function merge_sort(list, less, first, last, spare)
  first, last, spare = first or 1, last or #list, spare or {}
  if last - first < 8 then return insertion_sort(list, first, last, less) end
  local middle = math.floor((first + last) / 2)
  merge_sort(list, less, first, middle, spare)
  merge_sort(list, less, middle + 1, last, spare)
  for i = first, middle do spare[i] = list[i] end
  local left, right, to = first, middle + 1, first
  while left <= middle and right <= last do
    if less(list[right], spare[left]) then
      list[to] = list[right]
      right = right + 1
    else
      list[to] = spare[left]
      left = left + 1
    end
    to = to + 1
  end
  for i = left, middle do
    list[to] = spare[i]
    to = to + 1
  end
end

local function by(field) return function(a, b) return a[field] < b[field] end end
local function reversed(less) return function(a, b) return less(b, a) end end
local function chained(first, second)
  return function(a, b)
    if first(a, b) then return true end
    if first(b, a) then return false end
    return second(a, b)
  end
end

local seed = 8
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end
local names = {}
for i = 1, 200 do
  names[i] = string.char(97 + random(26), 97 + random(26), 97 + random(26)) .. "son"
end
local people = {}
for i = 1, n do
  people[i] = { id = i, name = names[1 + random(200)], age = random(90), height = 150 + random(5000) / 100 }
end

local function checksum()
  local sum = 0
  for i, person in ipairs(people) do sum = (sum * 7 + person.id * i) % 1000003 end
  return sum
end

local sums = {}
merge_sort(people, by("age"))
for i = 2, n do
  local a, b = people[i - 1], people[i]
  assert(a.age < b.age or a.age == b.age and a.id < b.id)
end
sums[1] = checksum()
merge_sort(people, reversed(by("name")))
sums[2] = checksum()
merge_sort(people, chained(by("name"), chained(reversed(by("age")), by("height"))))
sums[3] = checksum()
merge_sort(people, function(a, b) return a.id < b.id end)
sums[4] = checksum()
print(string.format("%d %d %d %d", sums[1], sums[2], sums[3], sums[4]), people[1].name)
