-- Gravity between five bodies: float fields of objects, square roots.
-- suite: numeric
-- quick: 60000
local steps = tonumber(arg and arg[1]) or 800000

local bodies = {
  { x = 0, y = 0, z = 0, vx = -0.0003, vy = 0.0027, vz = 0.0000, mass = 39.478417604357 },
  { x = 4.841431, y = -1.160320, z = -0.103622, vx = 0.606326, vy = 2.811986, vz = -0.025218,
    mass = 0.037693 },
  { x = 8.343366, y = 4.124798, z = -0.403523, vx = -1.010774, vy = 1.825662, vz = 0.008415,
    mass = 0.011286 },
  { x = 12.894369, y = -15.111151, z = -0.223307, vx = 1.082791, vy = 0.868713, vz = -0.010832,
    mass = 0.001723 },
  { x = 15.379697, y = -25.919314, z = 0.179258, vx = 0.979090, vy = 0.594698, vz = -0.034755,
    mass = 0.002033 },
}

local function energy()
  local sum = 0
  for i = 1, #bodies do
    local a = bodies[i]
    sum = sum + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      sum = sum - a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return sum
end

local function advance(count, dt)
  for i = 1, count do
    local a = bodies[i]
    local ax, ay, az, amass = a.x, a.y, a.z, a.mass
    local vx, vy, vz = a.vx, a.vy, a.vz
    for j = i + 1, count do
      local b = bodies[j]
      local dx, dy, dz = ax - b.x, ay - b.y, az - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local pull = dt / (d2 * math.sqrt(d2))
      local to_a, to_b = b.mass * pull, amass * pull
      vx, vy, vz = vx - dx * to_a, vy - dy * to_a, vz - dz * to_a
      b.vx = b.vx + dx * to_b
      b.vy = b.vy + dy * to_b
      b.vz = b.vz + dz * to_b
    end
    a.vx, a.vy, a.vz = vx, vy, vz
    a.x, a.y, a.z = ax + dt * vx, ay + dt * vy, az + dt * vz
  end
end

print(string.format("%.9f", energy()))
for _ = 1, steps do advance(#bodies, 0.01) end
print(string.format("%.9f", energy()))
