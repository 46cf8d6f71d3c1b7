-- Marking in steps while the program changes what has been visited: nothing reachable is missed,
-- interpreted or compiled. (The checks are the collector's own, and sums at the end.)
-- RUN: perilune --jit=off --gc-verify --gc-poison %s | FileCheck %s
-- RUN: perilune --gc-verify --gc-poison %s | FileCheck %s
-- RUN: perilune --jit-hotloop=1 --gc-verify --gc-poison %s | FileCheck %s

-- Enough that a cycle takes many steps.
local live = {}
for i = 1, 60000 do live[i] = {i, {name = "object " .. i % 100}} end

local seed = 7
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n + 1
end

-- Elements of a long array and fields of what has been visited.
for i = 1, 400000 do
  local a, b = live[random(60000)], live[random(60000)]
  a[2], b[2] = b[2], {name = "changed"}
  a.extra = {b[1]}
end
local sum = 0
for i = 1, #live do sum = sum + live[i][1] + #live[i][2].name end
-- CHECK: elements true
print("elements", sum > 60000 * 30000)

-- A long hash part whose entries move.
local map = {}
for i = 1, 300000 do
  map["key " .. i % 50000] = {i}
  if i % 7 == 0 then map["key " .. (i * 31) % 50000] = nil end
  if i % 3 == 0 then map[{}] = nil end
end
local entries, wrong = 0, 0
for k, v in pairs(map) do
  entries = entries + 1
  if k ~= "key " .. v[1] % 50000 then wrong = wrong + 1 end
end
-- CHECK: map true 0
print("map " .. tostring(entries > 40000) .. " " .. wrong)

-- Keys that move between hash and array part.
local sparse = {}
for round = 1, 20 do
  for i = 20000, 1, -1 do sparse[i] = {i} end
  for i = 1, 20000, 2 do sparse[i] = nil end
  for i = 1, 20000 do sparse[i] = sparse[i] or {i} end
  for i = 20000, 100, -1 do sparse[i] = nil end
end
wrong = 0
for i, v in pairs(sparse) do if v[1] ~= i then wrong = wrong + 1 end end
-- CHECK-NEXT: moved 99 0
print("moved " .. #sparse .. " " .. wrong)

-- Upvalues, open and closed, shared and of coroutines that come and go.
local closures = {}
for i = 1, 100000 do
  local value = {i}
  local function get() return value end
  local function set(v) value = v end
  closures[random(3000)] = {get, set, i}
  local c = closures[random(3000)]
  if c then
    c[2]({c[3]})
    if c[1]()[1] ~= c[3] then error("lost") end
  end
end
local threads = {}
for i = 1, 60000 do
  local place = random(500)
  local co = threads[place]
  if not co or coroutine.status(co) == "dead" then
    co = coroutine.create(function(a)
      local mine = {a}
      local f = function() return mine end
      for j = 1, random(5) do
        local got = coroutine.yield({f})
        mine = {got, mine[1]}
      end
      return mine
    end)
    threads[place] = co
  end
  local ok, result = coroutine.resume(co, i)
  if not ok then error(result) end
  if type(result[1]) == "function" and not result[1]()[1] then error("lost") end
end
-- CHECK-NEXT: closures
print("closures")

-- Metatables that come and go, weak tables among them.
local objects = {}
local class = {__index = {kind = "class"}}
for i = 1, 200000 do
  local o = setmetatable({id = i}, i % 2 == 0 and class or nil)
  local place = random(20000)
  local old = objects[place]
  objects[place] = o
  if old then setmetatable(old, {__mode = i % 3 == 0 and "v" or nil}) old.other = o end
end
local cache = setmetatable({}, {__mode = "v"})
local data = setmetatable({}, {__mode = "k"})
for i = 1, 200000 do
  local o = objects[random(20000)] or {}
  cache[random(5000)] = o
  data[o] = data[o] or {o}
  if data[o][1] ~= o then error("lost") end
end
-- CHECK-NEXT: metatables
print("metatables")
