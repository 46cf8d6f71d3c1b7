-- Classes by metatables: methods, inheritance, fields that change.
-- suite: objects
-- quick: 1000000
local n = tonumber(arg and arg[1]) or 12000000

local Shape = {}
Shape.__index = Shape
function Shape.new(class, width)
  return setmetatable({ width = width, moved = 0 }, class)
end
function Shape:move(by)
  self.moved = self.moved + by
  return self
end
function Shape:area() return 0 end

local Square = setmetatable({}, { __index = Shape })
Square.__index = Square
function Square:area() return self.width * self.width end

local Circle = setmetatable({}, { __index = Shape })
Circle.__index = Circle
function Circle:area() return 3.0 * self.width * self.width end

local shapes = {}
for i = 1, 16 do shapes[i] = Shape.new(i % 2 == 0 and Square or Circle, i) end
local area = 0.0
for i = 1, n do
  local shape = shapes[i % 16 + 1]
  area = area + shape:move(1):area()
end
local moved = 0
for _, shape in ipairs(shapes) do moved = moved + shape.moved end
print(string.format("%.1f %d", area, moved))
