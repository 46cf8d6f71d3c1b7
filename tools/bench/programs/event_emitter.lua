-- Observers: signals with listeners that come and go, once-only listeners, and computed cells.
-- suite: objects
-- quick: 60000
local n = tonumber(arg and arg[1]) or 750000

local Emitter = {}
Emitter.__index = Emitter
function Emitter.new() return setmetatable({ listeners = {} }, Emitter) end
function Emitter:on(name, listener)
  local list = self.listeners[name]
  if not list then
    list = {}
    self.listeners[name] = list
  end
  list[#list + 1] = listener
  return function() self:off(name, listener) end
end
function Emitter:off(name, listener)
  local list = self.listeners[name]
  for i = #list, 1, -1 do
    if list[i] == listener then table.remove(list, i) end
  end
end
function Emitter:once(name, listener)
  local cancel
  cancel = self:on(name, function(...)
    cancel()
    return listener(...)
  end)
end
function Emitter:emit(name, ...)
  local list = self.listeners[name]
  if not list then return 0 end
  local count = #list
  for i = count, 1, -1 do list[i](...) end
  return count
end

local Cell = setmetatable({}, { __index = Emitter })
Cell.__index = Cell
function Cell.new(value)
  local cell = setmetatable(Emitter.new(), Cell)
  cell.value = value
  return cell
end
function Cell:set(value)
  if value == self.value then return end
  self.value = value
  self:emit("change", value)
end
function Cell.computed(f, a, b)
  local cell = Cell.new(f(a.value, b.value))
  local function update() cell:set(f(a.value, b.value)) end
  a:on("change", update)
  b:on("change", update)
  return cell
end

local bus, received, kinds = Emitter.new(), 0, { key = 0, mouse = 0, tick = 0 }
for name in pairs(kinds) do
  bus:on(name, function(value)
    kinds[name] = kinds[name] + 1
    received = received + value
  end)
end
bus:on("mouse", function(x, y) received = received + x * y end)

local width, height = Cell.new(1), Cell.new(1)
local area = Cell.computed(function(a, b) return a * b end, width, height)
local ratio = Cell.computed(function(a, b) return a > b and 1 or 0 end, width, height)
local score = Cell.computed(function(a, b) return a + 100 * b end, area, ratio)
local changes, once = 0, 0
score:on("change", function() changes = changes + 1 end)

local delivered = 0
for i = 1, n do
  delivered = delivered + bus:emit("tick", i % 10)
  delivered = delivered + bus:emit(i % 3 == 0 and "key" or "mouse", i % 7, 2)
  width:set(i % 12)
  height:set(i % 5)
  if i % 16 == 0 then bus:once("tick", function(value) once = once + value end) end
  if i % 10 == 0 then
    local cancel = bus:on("key", function() received = received - 1 end)
    bus:emit("key", 3)
    cancel()
  end
end
print(string.format("%d %d %d %d %d %d %d %d", received, delivered, kinds.key, kinds.mouse,
  kinds.tick, changes, once, score.value))
