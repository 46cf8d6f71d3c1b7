-- Queues: a double-ended queue, a ring buffer, a stack of two, and a breadth-first walk in a maze.
-- suite: tables
-- quick: 200000
local n = tonumber(arg and arg[1]) or 2600000

local Deque = {}
Deque.__index = Deque
function Deque.new() return setmetatable({ first = 0, last = -1, items = {} }, Deque) end
function Deque:push_front(value)
  self.first = self.first - 1
  self.items[self.first] = value
end
function Deque:push_back(value)
  self.last = self.last + 1
  self.items[self.last] = value
end
function Deque:pop_front()
  if self.first > self.last then return nil end
  local value = self.items[self.first]
  self.items[self.first] = nil
  self.first = self.first + 1
  return value
end
function Deque:pop_back()
  if self.first > self.last then return nil end
  local value = self.items[self.last]
  self.items[self.last] = nil
  self.last = self.last - 1
  return value
end
function Deque:length() return self.last - self.first + 1 end

local Ring = {}
Ring.__index = Ring
function Ring.new(capacity)
  local ring = setmetatable({ capacity = capacity, start = 0, count = 0 }, Ring)
  for i = 1, capacity do ring[i] = false end
  return ring
end
function Ring:push(value)
  if self.count == self.capacity then self.start, self.count = (self.start + 1) % self.capacity, self.count - 1 end
  self[(self.start + self.count) % self.capacity + 1] = value
  self.count = self.count + 1
end
function Ring:sum()
  local total = 0
  for i = 0, self.count - 1 do total = total + self[(self.start + i) % self.capacity + 1] end
  return total
end

local deque, ring, total = Deque.new(), Ring.new(64), 0
for i = 1, n do
  if i % 3 == 0 then deque:push_front(i) else deque:push_back(i) end
  if i % 5 == 0 then total = total + deque:pop_back() end
  if i % 2 == 0 then total = total + deque:pop_front() end
  ring:push(i % 100)
  if i % 50 == 0 then total = total + ring:sum() end
end

local function maze_distance(size)
  local distance, queue = {}, Deque.new()
  local function visit(x, y, steps)
    if x < 0 or y < 0 or x >= size or y >= size or (x * 7 + y * 13) % 5 == 2 then return end
    local cell = x * size + y
    if distance[cell] then return end
    distance[cell] = steps
    queue:push_back({ x = x, y = y, steps = steps })
  end
  visit(0, 0, 0)
  local farthest = 0
  while queue:length() > 0 do
    local place = queue:pop_front()
    farthest = place.steps
    visit(place.x + 1, place.y, place.steps + 1)
    visit(place.x - 1, place.y, place.steps + 1)
    visit(place.x, place.y + 1, place.steps + 1)
    visit(place.x, place.y - 1, place.steps + 1)
  end
  return farthest
end
local stack = {}
for i = 1, n do
  table.insert(stack, i)
  if i % 4 == 3 then total = total + table.remove(stack) + table.remove(stack) end
end
print(string.format("%d %d %d %d", total, deque:length(), #stack, maze_distance(math.floor(math.sqrt(n / 10)))))
