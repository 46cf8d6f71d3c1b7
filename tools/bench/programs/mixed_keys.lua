-- Tables with keys of all types: strings, integers dense and sparse, negative, floats, booleans,
-- tables and functions; insertion, lookup, removal, traversal, copies and comparison.
-- suite: tables
-- quick: 60
local n = tonumber(arg and arg[1]) or 900

local objects, functions = {}, {}
for i = 1, 100 do
  objects[i] = { i }
  functions[i] = function() return i end
end

local makers = {
  function(i) return "name" .. i % 300 end,
  function(i) return i end,
  function(i) return i * 4099 end,
  function(i) return -i end,
  function(i) return i + 0.5 end,
  function(i) return i % 2 == 0 end,
  function(i) return objects[i % 100 + 1] end,
  function(i) return functions[i % 100 + 1] end,
}

local function fill(size)
  local map = {}
  for i = 1, size do
    local key = makers[i % #makers + 1](i)
    map[key] = (map[key] or 0) + i
  end
  return map
end

local function copy(map)
  local result = {}
  for key, value in pairs(map) do result[key] = value end
  return result
end

local function equal(a, b)
  for key, value in pairs(a) do
    if b[key] ~= value then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

local function union(a, b)
  local result = copy(a)
  for key, value in pairs(b) do result[key] = (result[key] or 0) + value end
  return result
end

local function invert(map)
  local result = {}
  for key, value in pairs(map) do
    if type(key) == "string" then result[value] = key end
  end
  return result
end

local counts, total, removed = {}, 0, 0
for round = 1, n do
  local size = 2000 + round % 7 * 100
  local map = fill(size)
  local other = copy(map)
  assert(equal(map, other))
  for i = 1, size, 3 do
    local key = makers[i % #makers + 1](i)
    if other[key] then
      other[key] = nil
      removed = removed + 1
    end
  end
  assert(not equal(map, other))
  for key, value in pairs(union(map, other)) do
    local kind = type(key)
    counts[kind] = (counts[kind] or 0) + 1
    total = total + value
  end
  for value, key in pairs(invert(map)) do assert(map[key] == value) end
end
print(string.format("%d %d %d %d %d %d %d", total, removed, counts.string, counts.number,
  counts.boolean, counts.table, counts["function"]))
