-- Iterators for the generic for: stateless, closures, with state in tables, chained and nested.
-- suite: calls
-- quick: 2000
local n = tonumber(arg and arg[1]) or 30000

local function step(limit, i)
  i = i + 1
  if i <= limit then return i end
end
local function count_to(limit) return step, limit, 0 end

local function every(list, stride)
  local i = 1 - stride
  return function()
    i = i + stride
    return list[i]
  end
end

local function next_pair(state, key)
  local list = state.list
  key = key + 1
  if key >= #list then return nil end
  return key, list[key], list[key + 1]
end
local function neighbours(list) return next_pair, { list = list }, 0 end

local function sorted_pairs(map)
  local keys, i = {}, 0
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return function()
    i = i + 1
    local key = keys[i]
    if key ~= nil then return key, map[key] end
  end
end

local function filtered(keep, f, state, control)
  return function()
    repeat
      local a, b = f(state, control)
      control = a
      if a == nil then return nil end
      if keep(a, b) then return a, b end
    until false
  end
end

local function chunks(list, size)
  local start = 1
  return function()
    if start > #list then return nil end
    local chunk = {}
    for i = start, math.min(start + size - 1, #list) do chunk[#chunk + 1] = list[i] end
    start = start + size
    return chunk
  end
end

local Range = {}
Range.__index = Range
Range.__call = function(self, _, last)
  if last == nil then return self.from end
  if last + self.by <= self.to then return last + self.by end
end
local function span(from, to, by) return setmetatable({ from = from, to = to, by = by }, Range) end

local list, map = {}, {}
for i = 1, 120 do list[i] = i * 37 % 101 end
for i = 1, 40 do map["k" .. i] = i end

local total = 0
for round = 1, n do
  for i in count_to(100) do total = total + i end
  for value in every(list, round % 3 + 1) do total = total + value end
  for i, a, b in neighbours(list) do
    if a < b then total = total + i end
  end
  for i, value in ipairs(list) do total = total + i * value % 3 end
  for _, value in pairs(map) do total = total + value end
  for i, value in filtered(function(_, v) return v > 50 end, ipairs(list)) do total = total + i + value end
  for chunk in chunks(list, 7) do total = total + #chunk * chunk[1] end
  for value in span(1, 90, 3) do total = total + value end
  if round % 10 == 0 then
    for key, value in sorted_pairs(map) do total = total + #key * value end
  end
  local key, value = next(map)
  while key do
    total = total + value
    key, value = next(map, key)
  end
end
print(string.format("%d", total))
