-- Small immutable vectors with operators by metamethods: short-lived objects.
-- suite: tables
-- quick: 250000
local n = tonumber(arg and arg[1]) or 2500000

local Vector = {}
Vector.__index = Vector
local function vector(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end
function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__mul(a, s) return vector(a.x * s, a.y * s, a.z * s) end
function Vector:dot(b) return self.x * b.x + self.y * b.y + self.z * b.z end

local position, velocity = vector(0.0, 0.0, 0.0), vector(1.0, 0.5, 0.25)
local sum = 0.0
for i = 1, n do
  position = position + velocity * 0.001
  sum = sum + position:dot(velocity)
  if i % 1000 == 0 then velocity = velocity * -0.5 + vector(0.1, 0.2, 0.3) end
end
print(string.format("%.9f %.9f", sum, position.x))
