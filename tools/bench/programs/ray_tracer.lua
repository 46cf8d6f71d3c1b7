-- A ray tracer: spheres and a floor, shadows and reflections, vectors as objects with operators.
-- suite: numeric
-- quick: 90
local n = tonumber(arg and arg[1]) or 360

local Vector = {}
Vector.__index = Vector
local function vector(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end
function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y, a.z - b.z) end
function Vector.__mul(a, k) return vector(a.x * k, a.y * k, a.z * k) end
function Vector:dot(b) return self.x * b.x + self.y * b.y + self.z * b.z end
function Vector:unit() return self * (1 / math.sqrt(self:dot(self))) end

local Sphere = {}
Sphere.__index = Sphere
function Sphere:hit(origin, direction)
  local to_centre = self.centre - origin
  local along = to_centre:dot(direction)
  local squared = self.radius * self.radius - to_centre:dot(to_centre) + along * along
  if squared < 0 then return nil end
  local root = math.sqrt(squared)
  if along - root > 1e-4 then return along - root end
  if along + root > 1e-4 then return along + root end
  return nil
end
function Sphere:normal(point) return (point - self.centre) * (1 / self.radius) end
function Sphere:colour() return self.shade end

local Floor = {}
Floor.__index = Floor
function Floor:hit(origin, direction)
  if direction.y > -1e-6 then return nil end
  local distance = (self.height - origin.y) / direction.y
  return distance > 1e-4 and distance or nil
end
function Floor:normal() return vector(0, 1, 0) end
function Floor:colour(point)
  return (math.floor(point.x) + math.floor(point.z)) % 2 == 0 and 0.9 or 0.2
end

local scene = { setmetatable({ height = -1, mirror = 0.1 }, Floor) }
for i = 1, 6 do
  local centre = vector(i * 1.1 - 4, math.sin(i) * 0.6, 4 + i % 3)
  table.insert(scene, setmetatable(
    { centre = centre, radius = 0.5 + i * 0.05, shade = 0.3 + i * 0.1, mirror = i % 3 * 0.3 }, Sphere))
end
local light = vector(-5, 8, -3)

local function nearest(origin, direction)
  local best, object = math.huge, nil
  for _, candidate in ipairs(scene) do
    local distance = candidate:hit(origin, direction)
    if distance and distance < best then best, object = distance, candidate end
  end
  return object, best
end

local function trace(origin, direction, depth)
  local object, distance = nearest(origin, direction)
  if not object then return 0.4 + 0.3 * direction.y end
  local point = origin + direction * distance
  local normal = object:normal(point)
  local to_light = (light - point):unit()
  local brightness = 0.1
  if not nearest(point, to_light) then
    brightness = brightness + math.max(0, normal:dot(to_light)) * 0.9
  end
  local colour = object:colour(point) * brightness
  if object.mirror > 0 and depth < 3 then
    local reflected = direction - normal * (2 * normal:dot(direction))
    colour = colour * (1 - object.mirror) + trace(point, reflected, depth + 1) * object.mirror
  end
  return colour
end

local eye, total, bright = vector(0, 0.5, -3), 0, 0
for row = 1, n do
  for column = 1, n do
    local direction = vector((column - n / 2) / n, (n / 2 - row) / n, 1):unit()
    local colour = trace(eye, direction, 0)
    total = total + colour
    if colour > 0.5 then bright = bright + 1 end
  end
end
print(string.format("%.6f %d", total, bright))
