-- Keys that tables have, but with nil, at sites that meet several shapes.
local Class = {}
Class.__index = Class
local function read(t) return t.link end
local function write(t, v) t.link = v end
local function index(t, k) return t[k] end
local function assign(t, k, v) t[k] = v end

local nodes = {}
for i = 1, 6 do
  nodes[i] = setmetatable(i % 2 == 0 and {link = i, other = i} or {link = i}, i < 5 and Class or nil)
end
local function show(get)
  for i = 1, 6 do io.write(tostring(get(nodes[i], "link")), " ") end
  print()
end
for round = 1, 4 do
  show(read)
  for i = round, 6, 2 do write(nodes[i], nil) end
  show(read)
  show(index)
  if round == 2 then Class.link = "inherited" end
  show(read)
  for i = 2, 6, round do assign(nodes[i], "link", i * round) end
  show(index)
end
Class.link = nil
for i = 1, 6 do nodes[i].link = nil end
show(read)
local log = {}
Class.__newindex = function(t, k, v) log[#log + 1] = tostring(v) rawset(t, k, v) end
for round = 1, 3 do
  for i = 1, 6 do write(nodes[i], round * 10 + i) end
  for i = 1, 6, round do rawset(nodes[i], "link", nil) end
end
print(table.concat(log, " "))
Class.__newindex = nil
for i = 1, 6 do write(nodes[i], nil) write(nodes[i], i) end
show(read)

-- A list whose ends are nil.
local List = {}
List.__index = List
local head
for i = 1, 5 do
  local node = setmetatable({value = i, next = head}, List)
  head = node
end
local function length(list)
  local n = 0
  while list do n = n + 1 list = list.next end
  return n
end
for _ = 1, 3 do io.write(length(head), " ") end
head.next.next.next = nil
for _ = 1, 3 do io.write(length(head), " ") end
List.next = setmetatable({value = 0}, nil)
for _ = 1, 3 do io.write(length(head), " ") end
print()

-- Integer, float and string keys that are not in the array part.
local map = {}
for i = 1, 400 do map[i * 1000] = i map["k" .. i] = i map[i + 0.5] = i end
local sum = 0
for i = 1, 401 do sum = sum + (map[i * 1000] or 0) + (map["k" .. i] or 0) + (map[i + 0.5] or 0) end
print(sum, map[-1], map["no"], map[0.25])
for i = 1, 400, 2 do map[i * 1000] = nil map["k" .. i] = nil map[i + 0.5] = nil end
for i = 1, 401 do sum = sum - (map[i * 1000] or 0) - (map["k" .. i] or 0) - (map[i + 0.5] or 0) end
print(sum)
setmetatable(map, {__index = function(_, k) return k end, __newindex = function() sum = sum + 1 end})
print(map[1000], map[2000], map.k1, map.k2, map[1.5], map[2.5])
map[1000], map[2000], map.k1, map.k2 = 1, 2, 3, 4
print(rawget(map, 1000), rawget(map, 2000), rawget(map, "k1"), rawget(map, "k2"), sum)

-- Keys stored in the order of a merge: between those that are there.
local t = {}
for step = 4096, 1, -1 do if step % 3 ~= 0 then t[step] = step end end
for step = 3, 4096, 3 do t[step] = step end
print(#t == 4096, t[1], t[4095], t[4097])
