-- Sites that meet more and more shapes of objects, own, inherited and absent fields in turn, and what
-- happens to the shapes in between: keys that come and go, dictionaries, classes that die.
local function shaped(n, class)
  local o = {}
  for i = 1, n % 7 do o["a" .. i] = i end
  if n % 3 > 0 then o.x = n end
  for i = 1, n % 5 do o["b" .. (n + i) % 11] = i end
  return class and setmetatable(o, class) or o
end

local function classes(n)
  local list = {}
  for i = 1, n do
    local parent = list[i - 1]
    local class = {get = function(self) return (self.x or 0) + i end, x = i % 2 == 0 and -i or nil}
    class.__index = i % 4 == 3 and function(_, k) return k == "get" and class.get or class[k] end or class
    if parent and i % 3 == 0 then
      class.get = nil
      setmetatable(class, parent)
    end
    list[i] = class
  end
  return list
end

local function read(o) return o.x end
local function write(o, v) o.x = v return o end
local function call(o) return o:get() end
local function by_name(o, k) return o[k] end

for _, count in ipairs {1, 2, 3, 5, 17, 60, 300} do
  local list = classes(count)
  local sum, absent = 0, 0
  for round = 1, 4 do
    for i = 1, 300 do
      local o = shaped(i, list[i % count + 1])
      local x = read(o)
      if x then sum = sum + x else absent = absent + 1 end
      local ok, v = pcall(call, o)
      if ok then sum = sum + v end
      write(o, i)
      sum = sum + by_name(o, "x") + (by_name(o, "b3") or 0.5)
      o.x = nil
      if read(o) == nil then absent = absent + 1 end
    end
    if round == 2 then
      for i = 1, count, 2 do list[i].x = nil list[i].z = i end
      list[count].get = function() return 1 end
    elseif round == 3 then
      for i = 1, count do if i % 2 == 0 then list[i] = {x = 7, get = list[i].get} list[i].__index = list[i] end end
      collectgarbage()
    end
    print(count, round, string.format("%.1f", sum), absent)
  end
end

-- One object on its way through all its keys and back, and to a dictionary.
local o, seen = {}, {}
for round = 1, 3 do
  for i = 1, 160 do
    o["k" .. i % 140] = i
    if i % 4 == 0 then o["k" .. (i - 3) % 140] = nil end
    if i % 10 == 0 then seen[#seen + 1] = (o.k3 or "-") .. "," .. (o.k50 or "-") .. "," .. (o["k" .. i % 140] or "-") end
  end
  local n, total = 0, 0
  for k, v in pairs(o) do n, total = n + 1, total + v o[k] = v % 3 > 0 and v or nil end
  print(round, n, total, next(o) ~= nil)
end
print(table.concat(seen, " "))

-- Classes that are made anew, where the dead ones have been.
local results = {}
for i = 1, 60 do
  local class = {}
  class.__index = class
  class["m" .. i % 3] = function() return i end
  if i % 2 == 0 then class.m0 = function() return -i end end
  local p = setmetatable({v = i}, class)
  local value = (p.m0 or p.m1 or p.m2)(p)
  p.m0 = i % 5 == 0 and function() return 0.5 end or nil
  value = value + (p.m0 or p.m1 or p.m2)(p)
  results[i] = value
  if i % 7 == 0 then collectgarbage() end
end
print(table.concat(results, " "))
