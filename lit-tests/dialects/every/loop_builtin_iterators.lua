-- Generic loops over `next` and ipairs while the table, and the loop, are not as usual.
local function keys(t)
  local out = {}
  for k, v in pairs(t) do out[#out + 1] = tostring(k) .. "=" .. tostring(v) end
  table.sort(out)
  return table.concat(out, " ")
end

-- All parts of a table: array, properties, integers, floats, booleans, tables, long strings.
local object = {}
local names = { [object] = "object" }
local all = { 1, 2, nil, 4, a = "A", b = "B", [100] = "C", [1.5] = "D", [true] = "E",
  [string.rep("long", 20)] = "F", [object] = "G", [-1] = "H" }
local n = 0
for k, v in pairs(all) do
  n = n + 1
  all[k] = all[k]
  if names[k] then assert(v == "G") end
end
print(n)
all[object] = nil
print(keys(all))

-- A dictionary, by strings and by sparse integers; entries removed as they are met.
local dictionary, sparse = {}, {}
for i = 1, 500 do dictionary["key" .. i] = i sparse[i * 1000] = i end
local sum, count = 0, 0
for k, v in pairs(dictionary) do
  sum, count = sum + v, count + 1
  dictionary[k] = nil
  if v % 50 == 0 then collectgarbage() end
end
print(sum, count, next(dictionary))
sum, count = 0, 0
for k, v in pairs(sparse) do
  assert(k == v * 1000)
  sum, count = sum + v, count + 1
  sparse[k] = v % 2 == 0 and v or nil
end
print(sum, count)
count = 0
for k in pairs(sparse) do count = count + 1 end
print(count)

-- Properties removed and changed.
local record = { a = 1, b = 2, c = 3, d = 4, e = 5 }
for k, v in pairs(record) do
  if k == "b" or k == "d" then record[k] = nil else record[k] = v * 10 end
end
print(keys(record))

-- One table in nested loops, and a loop within a loop's function.
local small, pairs_seen = { x = 1, y = 2, z = 3 }, 0
for a in pairs(small) do
  for b in pairs(small) do
    for c in next, small do pairs_seen = pairs_seen + 1 end
  end
end
print(pairs_seen)

-- Another start, the loop's variables changed, three variables, none used.
for k, v in next, { 10, 20, 30 }, 1 do io.write(k, " ", v, " ") end
for k, v, w in pairs({ 5 }) do print(k, v, w) end
for k, v, w in ipairs({ 5 }) do print(k, v, w) end
for k in next, { a = 1 } do print(k) end

-- ipairs: holes, growth, the hash part, shrinking.
local list = { 1, 2, 3 }
for i, v in ipairs(list) do
  if i < 10 then list[#list + 1] = v + 1 end
end
print(#list, list[#list])
local far = { [1] = "a", [2] = "b", [3] = "c", [5] = "e" }
for i, v in ipairs(far) do io.write(i, v, " ") end
print()
for i, v in ipairs({ 1, nil, 3 }) do io.write(i, " ") end
print()
list = { 1, 2, 3, 4 }
for i in ipairs(list) do list[4 - i] = nil io.write(i, " ") end
print()
local hashed = {}
for i = 20, 1, -1 do hashed[i] = i end
sum = 0
for i, v in ipairs(hashed) do sum = sum + v end
print(sum)

-- A metatable comes in the middle.
local backed = { 1, 2 }
for i, v in ipairs(backed) do
  io.write(i, "=", tostring(v), " ")
  if i == 2 then setmetatable(backed, { __index = function(_, k) if k < 5 then return k * 100 end end }) end
end
print()

-- Wrong keys and wrong tables.
print(pcall(function() for k in next, { a = 1 }, "b" do end end))
print(pcall(function() for k in next, {}, 7 do end end))
print(pcall(function() for k in next, nil do end end))
print(pcall(function() local step = ipairs({}) for k in step, 5, 1 do end end))
print(pcall(function() local step = ipairs({}) for k in step, {}, "x" do end end))
print(pcall(function() local step = ipairs({}) for k in step, { 1, 2 }, "1" do io.write(k, " ") end end))
print(pcall(function() for k in 5 do end end))
print(pcall(function() for k in setmetatable({}, {}) do end end))
for k in setmetatable({}, { __call = function(_, s, c) if (c or 0) < 3 then return (c or 0) + 1 end end }) do
  io.write(k, " ")
end
print()

-- The function of a step is seen by hooks.
local calls = 0
debug.sethook(function() calls = calls + 1 end, "c")
for k in pairs({ 1, 2, 3 }) do end
for k in ipairs({ 1, 2, 3 }) do end
debug.sethook()
print(calls)

-- A coroutine yields inside, and collections happen.
local co = coroutine.wrap(function()
  for k, v in pairs({ p = { 1 }, q = { 2 }, r = { 3 } }) do
    collectgarbage()
    coroutine.yield(k .. v[1])
  end
end)
local got = { co(), co(), co() }
table.sort(got)
print(table.concat(got, " "))

-- One loop, over what it has seen before and what it has not.
local function walk(iterator, state, control)
  local out = {}
  for k, v in iterator, state, control do
    out[#out + 1] = tostring(k) .. "=" .. tostring(v)
    if #out > 20 then break end
  end
  print(#out, table.concat(out, " "))
end
local step, _, zero = ipairs({})
for _ = 1, 3 do
  walk(next, { 1, 2, 3 })
  walk(next, { 1, 2, 3 }, 2)
  walk(step, { 1, 2, 3 }, zero)
  walk(step, { 1, 2, 3 }, 1)
  walk(step, { 1, nil, 3 }, zero)
  walk(step, { [1] = 1, [2] = 2, [3] = 3 }, zero)
  walk(next, {})
  walk(next, { a = 1 })
  walk(next, { [2.5] = 1 })
  walk(next, { [2.5] = 1 }, 2.5)
  walk(next, { 1, 2, a = 3 }, 2)
  walk(function(t, k) if k == nil then return 1, t end end, "state")
  walk(setmetatable({}, { __call = function(self, t, k) if not k then return "c", t end end }), 5)
  print(pcall(walk, next, { 1 }, "nothing"))
  print(pcall(walk, next, nil))
end
-- Entries that are removed on the way, and values that change.
for _ = 1, 2 do
  local t = { 1, 2, 3, 4, 5, a = 1, b = 2, c = 3, [10.5] = 4, [-1] = 5 }
  local sum, count = 0, 0
  for k, v in pairs(t) do
    sum, count = sum + v, count + 1
    t[k] = nil
  end
  print(sum, count, next(t))
  t = { 1, 2, 3, 4, 5, a = 1, b = 2, c = 3 }
  for k, v in pairs(t) do t[k] = v * 2 end
  for k in pairs(t) do if k == 3 or k == "b" then t[k] = nil end end
  sum, count = 0, 0
  for _, v in pairs(t) do sum, count = sum + v, count + 1 end
  print(sum, count)
end
-- Variables that change.
for i, v in ipairs({ 10, 20, 30 }) do v = v + i print(i, v) end
-- Loops in loops over the same table, and long ones.
local grid = {}
for i = 1, 12 do grid[i] = i % 5 end
local total = 0
for i in ipairs(grid) do for j, w in pairs(grid) do total = total + i * j * w end end
print(total)
local big = {}
for i = 1, 300 do big["k" .. i] = i big[i] = i big[i + 0.5] = i end
local sums = {}
for k, v in pairs(big) do
  local kind = type(k) == "string" and "s" or k % 1 == 0 and "i" or "f"
  sums[kind] = (sums[kind] or 0) + v
end
print(sums.s, sums.i, sums.f)
