-- table.sort: orders, the calls of a comparison, mixed numbers, strings, many elements.
local function show(t) local r = {} for i = 1, #t do r[i] = tostring(t[i]) end return table.concat(r, " ") end
local function sorted(t, f) table.sort(t, f) return show(t) end
print(sorted{3, 1, 2}, sorted{5, 2, 8, 1, 9, 3, 7}, sorted{}, sorted{1}, sorted{2, 1})
print(sorted{"b", "a", "C", "A", "", "ab"}, sorted{1.5, -1, 0, 10, 2^53, -1/0, 1/0}, sorted{2, 1.5, 1, 0.5})
print(sorted({3, 1, 2}, function(a, b) return a > b end), sorted({"aaa", "b", "cc"}, function(a, b) return #a < #b end))
local function logged(t, f)
  local log = {}
  local ok, message = pcall(table.sort, t, function(a, b)
    log[#log + 1] = tostring(a) .. (a == nil and "" or "") .. ":" .. tostring(b)
    return f(a, b)
  end)
  print(ok, message, #log, table.concat(log, " ", 1, math.min(#log, 40)))
  print(show(t))
end
local less = function(a, b) return a < b end
logged({5, 2, 8, 1, 9, 3, 7}, less)
logged({1, 2, 3, 4, 5, 6, 7, 8}, less)
logged({8, 7, 6, 5, 4, 3, 2, 1}, less)
logged({1, 1, 1, 1, 1}, less)
logged({2, 1}, less)
logged({3, 2, 1}, less)
logged({3, 1, 2, 7, 5, 6, 4}, function() return false end)
local pairs_of = {}
for i = 1, 20 do pairs_of[i] = {key = i % 3, n = i} end
table.sort(pairs_of, function(a, b) return a.key < b.key end)
local line = {}
for i, p in ipairs(pairs_of) do line[i] = p.key .. "/" .. p.n end
print(table.concat(line, " "))
local seed, big = 42, {}
for i = 1, 2000 do seed = (seed * 16807) % 2147483647 big[i] = seed % 1000 end
local sum = 0
for _, v in ipairs(big) do sum = sum + v end
table.sort(big)
for i = 2, #big do assert(big[i - 1] <= big[i]) end
for _, v in ipairs(big) do sum = sum - v end
print(sum, big[1], big[1000], big[2000])
local mt = {__lt = function(a, b) return a.v < b.v end}
local objects = {}
for i, v in ipairs{5, 3, 9, 1} do objects[i] = setmetatable({v = v}, mt) end
table.sort(objects)
for _, o in ipairs(objects) do io.write(o.v, " ") end
print()
