-- Functions of functions: map, filter, fold, zip, lazy streams, composition and partial application.
-- suite: calls
-- quick: 400
local n = tonumber(arg and arg[1]) or 5500

local function map(f, list)
  local result = {}
  for i, item in ipairs(list) do result[i] = f(item) end
  return result
end
local function filter(keep, list)
  local result = {}
  for _, item in ipairs(list) do
    if keep(item) then result[#result + 1] = item end
  end
  return result
end
local function fold(f, start, list)
  local result = start
  for _, item in ipairs(list) do result = f(result, item) end
  return result
end
local function zip(a, b, f)
  local result = {}
  for i = 1, math.min(#a, #b) do result[i] = f(a[i], b[i]) end
  return result
end
local function range(from, to)
  local result = {}
  for i = from, to do result[#result + 1] = i end
  return result
end
local function compose(...)
  local functions = { ... }
  return function(x)
    for i = #functions, 1, -1 do x = functions[i](x) end
    return x
  end
end
local function partial(f, a) return function(b) return f(a, b) end end
local function group(key_of, list)
  local groups = {}
  for _, item in ipairs(list) do
    local key = key_of(item)
    groups[key] = groups[key] or {}
    table.insert(groups[key], item)
  end
  return groups
end

-- A stream is a function that returns its first value and the stream of the others.
local function naturals(from) return function() return from, naturals(from + 1) end end
local function stream_map(f, stream)
  return function()
    local value, rest = stream()
    return f(value), stream_map(f, rest)
  end
end
local function stream_filter(keep, stream)
  return function()
    local value, rest = stream()
    while not keep(value) do value, rest = rest() end
    return value, stream_filter(keep, rest)
  end
end
local function take(count, stream)
  local result = {}
  for i = 1, count do result[i], stream = stream() end
  return result
end

local function add(a, b) return a + b end
local function multiply(a, b) return a * b end
local function is_even(x) return x % 2 == 0 end
local function larger(a, b) return a > b and a or b end

local total = 0
for round = 1, n do
  local numbers = range(1, 300 + round % 20)
  local squares = map(function(x) return x * x end, numbers)
  local shift = compose(partial(add, round), partial(multiply, 3), math.abs)
  total = total + fold(add, 0, filter(is_even, map(shift, numbers)))
  total = total + fold(larger, 0, zip(squares, numbers, function(a, b) return a % b + b end))
  local groups = group(function(x) return x % 7 end, squares)
  for key = 0, 6 do total = total + (groups[key] and #groups[key] * key or 0) end
  local stream = stream_filter(is_even, stream_map(partial(add, 3), naturals(round)))
  total = total + fold(add, 0, take(80, stream))
end
print(string.format("%d", total))
