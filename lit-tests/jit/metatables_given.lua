-- setmetatable of tables that a loop has just made, and of others; finalizers, metatables that
-- change, and one that is the table itself.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local P = {}
P.__index = P
local function point(x, y) return setmetatable({x = x, y = y}, P) end
P.__add = function(a, b) return point(a.x + b.x, a.y + b.y) end
function P:length() return self.x * self.x + self.y * self.y end
local sum = point(0, 0)
for i = 1, 400 do sum = sum + point(i, -i) end
print(sum.x, sum.y, sum:length(), getmetatable(sum) == P)

-- The previous one is changed while the next one is made.
local last = {x = 0, y = 0}
local total = 0
for i = 1, 400 do
  local p = setmetatable({x = i, y = last.x}, P)
  last.y = p.x
  if i % 50 == 0 then setmetatable(last, P) end
  total = total + p.x + p.y + last.y
  last = p
end
print(total, last.x, last.y)

-- Finalizers, which come and go in the metatable.
collectgarbage("stop")  -- when what dies does not matter then
local finalized, F = 0, {__index = {kind = "f"}}
for i = 1, 600 do
  if i == 200 then F.__gc = function() finalized = finalized + 1 end end
  if i == 400 then F.__gc = nil end
  local t = setmetatable({i = i}, F)
  total = total + t.i + #t.kind
end
F.__gc = function() finalized = finalized + 1 end
collectgarbage("restart")
collectgarbage()
collectgarbage()
print(total, finalized)

-- Metatables of their own, that of all being themselves, and none.
local s = 0
for i = 1, 300 do
  local own = setmetatable({v = i}, {__index = {w = i * 2}})
  local self = {v = i, __index = function(t, k) return k .. t.v end}
  setmetatable(self, self)
  local none = setmetatable({v = i}, nil)
  s = s + own.w + #self.name + none.v + (getmetatable(none) and 1 or 0)
end
print(s)

-- Protected ones, and weak ones.
local protected = {__metatable = "no"}
local weak, alive = {__mode = "v"}, 0
for i = 1, 300 do
  local t = setmetatable({a = 1}, protected)
  local w = setmetatable({x = {}, y = P}, weak)
  if i % 100 == 0 then
    collectgarbage()
    alive = alive + (w.x and 1 or 0) + (w.y and 10 or 0)
    print(pcall(setmetatable, t, nil), getmetatable(t))
  end
end
print(alive)
