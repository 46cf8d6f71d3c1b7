-- Classes made of metatables: inheritance, super calls, operators found in the class, late changes.
local function class(parent)
  local c = {}
  c.__index = c
  if parent then
    for k, v in pairs(parent) do if type(k) == "string" and k:sub(1, 2) == "__" and k ~= "__index" then c[k] = v end end
    setmetatable(c, { __index = parent, __call = function(cls, ...) return cls.new(cls, ...) end })
  else
    setmetatable(c, { __call = function(cls, ...) return cls.new(cls, ...) end })
  end
  return c
end
local Vector = class()
function Vector.new(cls, x, y) return setmetatable({ x = x, y = y }, cls) end
function Vector:length2() return self.x * self.x + self.y * self.y end
function Vector.__add(a, b) return Vector(a.x + b.x, a.y + b.y) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a:length2() < b:length2() end
function Vector.__le(a, b) return a:length2() <= b:length2() end
function Vector.__unm(a) return Vector(-a.x, -a.y) end
function Vector.__mul(a, b)
  if type(a) == "number" then return Vector(a * b.x, a * b.y) end
  if type(b) == "number" then return Vector(a.x * b, a.y * b) end
  return a.x * b.x + a.y * b.y
end
function Vector.__tostring(v) return "(" .. v.x .. ", " .. v.y .. ")" end
function Vector.__concat(a, b) return tostring(a) .. tostring(b) end
function Vector.__call(v, k) return v[k] end
local Point = class(Vector)
function Point.new(cls, x, y, label) local p = Vector.new(cls, x, y) p.label = label return p end
function Point:length2() return Vector.length2(self) + 1 end
function Point.__tostring(p) return p.label .. Vector.__tostring(p) end
local v, w, p = Vector(1, 2), Vector(3, 4), Point(5, 6, "P")
print(tostring(v + w), tostring(2 * v), tostring(v * 2), v * w, tostring(-v), v == Vector(1, 2), v ~= w)
print(v < w, v <= w, v > w, v >= Vector(2, 1), w:length2(), p:length2())
print(tostring(p), p.label, p("x"), v("y"), tostring(p + p), v .. w, v .. "!", "!" .. v)
print(getmetatable(p) == Point, getmetatable(p + p) == Vector, rawget(p, "length2"), p.length2 == Point.length2)
function Vector:extra() return "extra " .. tostring(self) end
print(p:extra(), v:extra())
Point.length2 = nil
print(p:length2(), v < p)
print(pcall(function() return v + 1 end))
print((pcall(function() return v:missing() end)))
local total = Vector(0, 0)
for i = 1, 50 do total = total + Vector(i, -i) end
print(tostring(total), total == Vector(1275, -1275))
local proxies = {}
for i = 1, 3 do proxies[i] = setmetatable({}, { __index = function(_, k) return i .. k end }) end
print(proxies[1].a, proxies[2].b, proxies[3].c)
