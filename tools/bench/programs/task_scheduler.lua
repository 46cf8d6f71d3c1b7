-- A small operating system: tasks with priorities pass packets to each other through queues.
-- suite: objects
-- quick: 20
local n = tonumber(arg and arg[1]) or 270

local IDLE, WORKER, READER, WRITER = 1, 2, 3, 4

local Packet = {}
Packet.__index = Packet
function Packet.new(next, owner, kind)
  return setmetatable({ next = next, owner = owner, kind = kind, value = 0, data = { 0, 0, 0, 0 } }, Packet)
end
local function append(packet, queue)
  packet.next = nil
  if not queue then return packet end
  local last = queue
  while last.next do last = last.next end
  last.next = packet
  return queue
end

local Task = {}
Task.__index = Task
function Task.new(class, scheduler, id, priority)
  local fields = { id = id, priority = priority, scheduler = scheduler, runnable = true, held = false, runs = 0 }
  return setmetatable(fields, class)
end
function Task:is_ready() return not self.held and (self.runnable or self.queue ~= nil) end
function Task:receive()
  local packet = self.queue
  if packet then
    self.queue = packet.next
    packet.next = nil
  end
  return packet
end
function Task:accept(packet)
  self.queue = append(packet, self.queue)
end
function Task:wait() self.runnable = false end

local function subclass()
  local class = setmetatable({}, Task)
  class.__index = class
  return class
end

local Scheduler = {}
Scheduler.__index = Scheduler
function Scheduler.new()
  return setmetatable({ tasks = {}, order = {}, sent = 0, holds = 0 }, Scheduler)
end
function Scheduler:add(task)
  self.tasks[task.id] = task
  table.insert(self.order, task)
  table.sort(self.order, function(a, b) return a.priority > b.priority end)
  return task
end
function Scheduler:send(packet, id)
  self.sent = self.sent + 1
  packet.owner = id
  self.tasks[id]:accept(packet)
end
function Scheduler:pick()
  for _, task in ipairs(self.order) do
    if task:is_ready() then return task end
  end
  return nil
end
function Scheduler:run()
  while true do
    local task = self:pick()
    if not task then return end
    task.runs = task.runs + 1
    task:run(task:receive())
  end
end

local Idle = subclass()
function Idle:run()
  self.left = self.left - 1
  if self.left == 0 then
    self.held = true
    return
  end
  self.state = (self.state * 75 + 74) % 65537
  local device = self.scheduler.tasks[self.state % 2 == 0 and READER or WRITER]
  device.held = false
  device.runnable = true
end

local Worker = subclass()
function Worker:run(packet)
  if not packet then return self:wait() end
  self.target = self.target == READER and WRITER or READER
  packet.value = self.target
  for i = 1, 4 do
    self.count = self.count % 26 + 1
    packet.data[i] = self.count
  end
  self.scheduler:send(packet, self.target)
end

local Device = subclass()
function Device:run(packet)
  if packet then
    self.pending = append(packet, self.pending)
    return
  end
  local ready = self.pending
  if not ready then return self:wait() end
  self.pending = ready.next
  ready.next = nil
  local sum = ready.value
  for _, letter in ipairs(ready.data) do sum = sum + letter end
  self.checksum = (self.checksum * 7 + sum) % 1000003
  self.scheduler:send(ready, WORKER)
  self.held = true
  self.scheduler.holds = self.scheduler.holds + 1
end

local sent, holds, checksum, runs = 0, 0, 0, 0
for round = 1, n do
  local scheduler = Scheduler.new()
  local idle = scheduler:add(Idle:new(scheduler, IDLE, 0))
  idle.left, idle.state = 2000, round
  local worker = scheduler:add(Worker:new(scheduler, WORKER, 1000))
  worker.target, worker.count = READER, 0
  worker.queue = Packet.new(Packet.new(nil, WORKER, 1), WORKER, 1)
  for id = READER, WRITER do
    local device = scheduler:add(Device:new(scheduler, id, 2000 + id))
    device.checksum = 0
    for i = 1, 3 do device.queue = Packet.new(device.queue, id, i) end
  end
  scheduler:run()
  sent, holds = sent + scheduler.sent, holds + scheduler.holds
  for _, task in ipairs(scheduler.order) do
    checksum, runs = checksum + (task.checksum or 0), runs + task.runs
  end
end
print(string.format("%d %d %d %d", sent, holds, checksum, runs))
