-- Comparing and ordering strings: natural order, prefixes, binary search, version numbers, runs.
-- suite: strings
-- quick: 15000
local n = tonumber(arg and arg[1]) or 200000

local seed = 77
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local function word()
  local length, letters = 2 + random(6), ""
  for _ = 1, length do letters = letters .. string.char(97 + random(5)) end
  return letters
end

local function shell_sort(list)
  local gap, moves = math.floor(#list / 2), 0
  while gap > 0 do
    for i = gap + 1, #list do
      local item, j = list[i], i
      while j > gap and item < list[j - gap] do
        list[j], j, moves = list[j - gap], j - gap, moves + 1
      end
      list[j] = item
    end
    gap = math.floor(gap / 2)
  end
  return moves
end

local function search(list, wanted)
  local low, high = 1, #list
  while low <= high do
    local middle = math.floor((low + high) / 2)
    if list[middle] == wanted then return middle end
    if list[middle] < wanted then low = middle + 1 else high = middle - 1 end
  end
  return nil, low
end

local function parts(version)
  local major, minor, patch = version:match("^(%d+)%.(%d+)%.(%d+)$")
  return tonumber(major), tonumber(minor), tonumber(patch)
end
local function older(a, b)
  local a1, a2, a3 = parts(a)
  local b1, b2, b3 = parts(b)
  if a1 ~= b1 then return a1 < b1 end
  if a2 ~= b2 then return a2 < b2 end
  return a3 < b3
end

local function starts_with(text, prefix) return text:sub(1, #prefix) == prefix end

local list = {}
for i = 1, n do list[i] = word() end
local moves = shell_sort(list)
for i = 2, n do assert(list[i - 1] <= list[i]) end
local found, misses, prefixes, runs, longest = 0, 0, 0, 1, 1
for _ = 1, n do
  if search(list, word()) then found = found + 1 else misses = misses + 1 end
end
local run = 1
for i = 2, n do
  local previous, current = list[i - 1], list[i]
  if current == previous then
    run = run + 1
  else
    run, runs = 1, runs + 1
    if starts_with(current, previous) then prefixes = prefixes + 1 end
  end
  if run > longest then longest = run end
end

local versions = {}
for i = 1, n / 10 do versions[i] = string.format("%d.%d.%d", random(3), random(20), random(30)) end
table.sort(versions, older)
local newest = versions[#versions]
local least, greatest = list[1], list[1]
for _, item in ipairs(list) do
  least, greatest = item < least and item or least, item > greatest and item or greatest
end
print(string.format("%d %d %d %d %d %d %s %s %s", moves, found, misses, prefixes, runs, longest,
  newest, least, greatest))
