-- A discrete-event simulation: customers queue at the counters of a bank, events wait in a heap.
-- suite: objects
-- quick: 30000
local n = tonumber(arg and arg[1]) or 450000

local seed = 7
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local Agenda = {}
Agenda.__index = Agenda
function Agenda.new() return setmetatable({ size = 0, heap = {}, serial = 0 }, Agenda) end

local function before(a, b)
  if a.time ~= b.time then return a.time < b.time end
  return a.serial < b.serial
end

function Agenda:add(event)
  self.serial = self.serial + 1
  event.serial = self.serial
  local heap, child = self.heap, self.size + 1
  self.size = child
  while child > 1 do
    local parent = math.floor(child / 2)
    if not before(event, heap[parent]) then break end
    heap[child] = heap[parent]
    child = parent
  end
  heap[child] = event
end

function Agenda:next()
  local heap, size = self.heap, self.size
  if size == 0 then return nil end
  local first, last = heap[1], heap[size]
  heap[size] = nil
  size = size - 1
  self.size = size
  local hole = 1
  while hole * 2 <= size do
    local child = hole * 2
    if child < size and before(heap[child + 1], heap[child]) then child = child + 1 end
    if not before(heap[child], last) then break end
    heap[hole] = heap[child]
    hole = child
  end
  if size > 0 then heap[hole] = last end
  return first
end

local Counter = {}
Counter.__index = Counter
function Counter.new(speed)
  return setmetatable({ speed = speed, queue = {}, first = 1, last = 0, busy = false, served = 0 }, Counter)
end
function Counter:length() return self.last - self.first + 1 end
function Counter:push(customer)
  self.last = self.last + 1
  self.queue[self.last] = customer
end
function Counter:pop()
  local customer = self.queue[self.first]
  self.queue[self.first] = nil
  self.first = self.first + 1
  return customer
end

local agenda, counters = Agenda.new(), {}
for i = 1, 6 do counters[i] = Counter.new(i + 3) end
local waited, longest, impatient = 0, 0, 0

local handlers = {}
local function serve(counter, now)
  local customer = counter:pop()
  counter.busy = true
  waited = waited + (now - customer.arrival)
  agenda:add({ time = now + customer.work * counter.speed, kind = "leave", counter = counter })
end
function handlers.arrive(event)
  local best
  for _, counter in ipairs(counters) do
    if not best or counter:length() < best:length() then best = counter end
  end
  if best:length() > 12 then
    impatient = impatient + 1
  else
    best:push({ arrival = event.time, work = 1 + random(9) })
    if best:length() > longest then longest = best:length() end
    if not best.busy then serve(best, event.time) end
  end
  if event.number < n then
    agenda:add({ time = event.time + random(11), kind = "arrive", number = event.number + 1 })
  end
end
function handlers.leave(event)
  local counter = event.counter
  counter.served = counter.served + 1
  counter.busy = false
  if counter:length() > 0 then serve(counter, event.time) end
end

agenda:add({ time = 0, kind = "arrive", number = 1 })
local events, clock = 0, 0
for event in function() return agenda:next() end do
  events, clock = events + 1, event.time
  handlers[event.kind](event)
end
local served = {}
for i, counter in ipairs(counters) do served[i] = string.format("%d", counter.served) end
print(string.format("%d %d %d %d %d %s", events, clock, waited, longest, impatient, table.concat(served, ",")))
