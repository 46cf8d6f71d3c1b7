-- table.sort: orders that are none, elements that cannot be compared, wrong arguments.
local function try(t, f) print(pcall(table.sort, t, f)) end
try({3, 1, "x"}) try({1, {}}) try({{}, {}}) try({true, false}) try({"a", 1})
try({1, 2, 3}, function() error("inside", 0) end)
local function count(t, f) local n = 0 local ok, m = pcall(table.sort, t, function(a, b) n = n + 1 return f(a, b) end) print(ok, m, n) end
count({1, 2, 3, 4, 5}, function() return true end)
count({3, 1, 2}, function() return true end)
count({1, 1}, function() return true end)
count({1, 1, 1, 1, 1, 1, 1, 1}, function(a, b) return true end)
count({3, 1, 2, 7, 5, 6, 4, 9, 8, 0}, function(a, b) return (a or 0) <= (b or 0) end)
count({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, function(a, b) return (a or 0) >= (b or 0) end)
for n = 2, 12 do
  local t = {}
  for i = 1, n do t[i] = i end
  count(t, function() return true end)
end
print(pcall(function() table.sort() end))
print(pcall(function() table.sort(1) end))
print(pcall(function() table.sort({1, 2}, 1) end))
print(pcall(function() table.sort({1, 2}, {}) end))
print(pcall(function() table.sort({}, 1) end))
print(pcall(function() table.sort({1}, "x") end))
print(pcall(function() table.sort({2, 1}, nil) end))
local t = {3, 2, 1}
print(pcall(table.sort, t, function(a, b) if a == 2 then error("stop", 0) end return a < b end), #t)
print(pcall(coroutine.wrap(function() table.sort({2, 1, 3}, function(a, b) coroutine.yield() return a < b end) end)))
