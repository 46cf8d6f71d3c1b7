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
