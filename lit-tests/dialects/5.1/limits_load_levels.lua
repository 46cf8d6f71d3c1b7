-- How deeply a loaded text may nest depends on the C levels that are in use where it is loaded.
local compile = loadstring or load
-- The largest number of parentheses around an expression.
local function deepest()
  local low, high = 1, 400
  while low + 1 < high do
    local middle = math.floor((low + high) / 2)
    if compile("return " .. ("("):rep(middle) .. "1" .. (")"):rep(middle), "=c") then
      low = middle
    else
      high = middle
    end
  end
  return low
end

-- Each calls itself so many times on its way.
local ways = {}
function ways.call(n, way) if n == 0 then return deepest() end return (way(n - 1, way)) end
function ways.tail(n, way) if n == 0 then return deepest() end return way(n - 1, way) end
function ways.pcall(n, way)
  if n == 0 then return deepest() end
  return select(2, pcall(way, n - 1, way))
end
function ways.coroutine(n, way)
  if n == 0 then return deepest() end
  return coroutine.wrap(way)(n - 1, way)
end
function ways.gsub(n, way)
  if n == 0 then return deepest() end
  local found
  string.gsub("a", "a", function() found = way(n - 1, way) end)
  return found
end
function ways.sort(n, way)
  if n == 0 then return deepest() end
  local found
  table.sort({ 1, 2 }, function() found = way(n - 1, way) return false end)
  return found
end
function ways.index(n, way)
  if n == 0 then return deepest() end
  return setmetatable({}, { __index = function() return way(n - 1, way) end }).x
end
function ways.add(n, way)
  if n == 0 then return deepest() end
  return setmetatable({}, { __add = function() return way(n - 1, way) end }) + 1
end
function ways.load(n, way)
  if n == 0 then return deepest() end
  return compile("local n, way = ... return (way(n - 1, way))")(n, way)
end
function ways.require(n, way)
  if n == 0 then return deepest() end
  local name, found = "module" .. n, nil
  package.preload[name] = function() found = way(n - 1, way) return true end
  package.loaded[name] = nil
  require(name)
  return found
end

for _, name in ipairs { "call", "tail", "pcall", "coroutine", "gsub", "sort", "index", "add", "load", "require" } do
  local way = ways[name]
  print(name, way(0, way), way(1, way), way(2, way), way(7, way), way(30, way))
end
-- The way back gives the levels back.
pcall(ways.pcall, 5, error)
print(deepest())
