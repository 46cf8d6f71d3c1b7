-- A game's entities, each with some of the components that systems look for, frame by frame.
-- suite: objects
-- quick: 4000
local n = tonumber(arg and arg[1]) or 60000

local function entity(i)
  local e = { id = i }
  if i % 2 == 0 then e.position = { x = i, y = i % 13 } end
  if i % 3 == 0 then e.velocity = { x = i % 5 - 2, y = 1 } end
  if i % 5 == 0 then e.health = { left = i % 70 + 30, full = 100 } end
  if i % 7 == 0 then e.sprite = { frame = i % 8, name = "sprite" .. i } end
  if i % 11 == 0 then e.sleeping = true end
  if i % 4 == 0 then e.team = "red" elseif i % 6 == 1 then e.team = "blue" end
  return e
end

local function move(e)
  local position, velocity = e.position, e.velocity
  if not position or not velocity or e.sleeping then return end
  position.x = (position.x + velocity.x) % 640
  position.y = (position.y + velocity.y) % 480
end
local function heal(e)
  local health = e.health
  if not health then return end
  health.left = health.left - 1
  if health.left == 0 then health.left = health.full end
end
local function animate(e)
  local sprite = e.sprite
  if sprite then sprite.frame = (sprite.frame + 1) % 8 end
end

local entities = {}
for i = 1, 150 do entities[i] = entity(i) end
local red, blue, stunned = 0, 0, 0
for frame = 1, n do
  for i = 1, #entities do
    local e = entities[i]
    move(e)
    heal(e)
    animate(e)
    if e.team == "red" then red = red + 1 elseif e.team == "blue" then blue = blue + 1 end
  end
  -- Components come and go.
  local e = entities[frame % #entities + 1]
  if e.stunned then e.stunned = nil else e.stunned, stunned = frame, stunned + 1 end
end
local x, y, health, frames = 0, 0, 0, 0
for _, e in ipairs(entities) do
  if e.position then x, y = x + e.position.x, y + e.position.y end
  if e.health then health = health + e.health.left end
  if e.sprite then frames = frames + e.sprite.frame end
end
print(string.format("%d %d %d %d %d %d %d", x, y, health, frames, red, blue, stunned))
