-- Memoization: functions of one and of several arguments, a table of results, a cache of fixed size.
-- suite: tables
-- quick: 120
local n = tonumber(arg and arg[1]) or 1700

local function memoize(f)
  local results = {}
  return function(x)
    local result = results[x]
    if result == nil then
      result = f(x)
      results[x] = result
    end
    return result
  end
end

local function memoize_pair(f)
  local results = {}
  return function(a, b)
    local key = a .. ":" .. b
    local result = results[key]
    if result == nil then
      result = f(a, b)
      results[key] = result
    end
    return result
  end
end

-- The least recently used entries make place for new ones.
local function lru(capacity, f)
  local entries, size, head = {}, 0, {}
  head.next, head.previous = head, head
  local function unlink(entry)
    entry.previous.next, entry.next.previous = entry.next, entry.previous
  end
  local function to_front(entry)
    entry.next, entry.previous = head.next, head
    head.next.previous = entry
    head.next = entry
  end
  local misses = 0
  return function(key)
    local entry = entries[key]
    if entry then
      unlink(entry)
    else
      misses = misses + 1
      entry = { key = key, value = f(key) }
      entries[key] = entry
      size = size + 1
      if size > capacity then
        local oldest = head.previous
        unlink(oldest)
        entries[oldest.key] = nil
        size = size - 1
      end
    end
    to_front(entry)
    return entry.value
  end, function() return misses end
end

local total = 0
local cached, misses = lru(50, function(key) return #key end)
for round = 1, n do
  local fibonacci
  fibonacci = memoize(function(k)
    if k < 2 then return k end
    return (fibonacci(k - 1) + fibonacci(k - 2)) % 1000007
  end)
  local paths
  paths = memoize_pair(function(a, b)
    if a == 0 or b == 0 then return 1 end
    return (paths(a - 1, b) + paths(a, b - 1)) % 1000007
  end)
  local collatz
  collatz = memoize(function(k)
    if k == 1 then return 0 end
    return 1 + collatz(k % 2 == 0 and k / 2 or 3 * k + 1)
  end)
  total = total + fibonacci(120 + round % 10) + paths(22, 20 + round % 4)
  for k = 1, 300 do total = total + collatz(k) end
  for k = 1, 1000 do total = total + cached("key" .. k * k % (40 + round % 30)) end
end
print(string.format("%d %d", total, misses()))
