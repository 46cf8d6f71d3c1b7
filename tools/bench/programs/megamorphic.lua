-- Calls of one method on objects of twelve classes with different fields, from the same few places.
-- suite: objects
-- quick: 1000000
local n = tonumber(arg and arg[1]) or 13000000

local function class(fields, area, scale)
  local new = { area = area, scale = scale }
  new.__index = new
  function new.create(size)
    local object = { id = size }
    for i, field in ipairs(fields) do object[field] = size + i end
    return setmetatable(object, new)
  end
  return new
end

local function width_height(o) return o.width * o.height end
local function scale_width(o) o.width = o.width % 50 + 1 end
local classes = {
  class({ "width", "height" }, width_height, scale_width),
  class({ "height", "width" }, width_height, scale_width),
  class({ "depth", "width", "height" }, width_height, scale_width),
  class({ "radius" }, function(o) return 3 * o.radius end, function(o) o.radius = o.radius % 20 end),
  class({ "x", "radius" }, function(o) return o.radius - o.x end, function(o) o.x = o.x % 9 end),
  class({ "x", "y" }, function(o) return o.x + o.y end, function(o) o.y = o.y % 9 end),
  class({ "x", "y", "z" }, function(o) return o.x + o.y + o.z end, function(o) o.z = o.z % 9 end),
  class({ "side" }, function(o) return o.side * o.side end, function(o) o.side = o.side % 30 end),
  class({ "name", "side" }, function(o) return o.side * 2 end, function(o) o.side = o.side + 1 end),
  class({ "base", "height" }, function(o) return o.base * o.height / 2 end,
    function(o) o.base = o.base % 12 end),
  class({ "a", "b", "c" }, function(o) return o.a end, function(o) o.a, o.b, o.c = o.b, o.c, o.a end),
  class({ "none" }, function() return 1 end, function() end),
}

local objects = {}
for i = 1, 240 do objects[i] = classes[i % #classes + 1].create(i) end

local total, ids = 0, 0
for i = 1, n do
  local object = objects[i % 240 + 1]
  total = (total + object:area()) % 1000000
  ids = ids + object.id
  if i % 3 == 0 then object:scale() end
end
print(string.format("%.1f %d", total, ids))
