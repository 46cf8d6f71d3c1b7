-- Constructors in compiled code: exits and errors in the middle, several shapes, collections.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function sum(n, odd)
  local s = 0
  for i = 1, n do
    local t = {x = i, y = {x = i * 2, z = "s"}, w = i > odd and 0.5 or i}
    local list = {i, i + 1, t}
    s = s + t.x + t.y.x + t.w + list[1] + #list
    if i % 50 == 0 then t.more = i s = s + t.more end
    if i == n then return s, t, list end
  end
end
print((sum(300, 300)))
print((sum(300, 100)))
local s, t, list = sum(200, 50)
print(s, t.x, t.y.x, t.y.z, t.w, list[1], list[2], list[3] == t, #list)

-- The field's value is of another type now and then, and nil.
local kept = {}
for i = 1, 400 do
  local v
  if i % 97 == 0 then v = "text" elseif i % 31 ~= 0 then v = i end
  kept[i % 20 + 1] = {value = v, index = i, v, i}
end
for i = 1, 20 do print(kept[i].value, kept[i].index, kept[i][1], kept[i][2], #kept[i]) end

-- A value that fails.
local function risky(i) return {ok = i, bad = i + (i > 250 and {} or 1)} end
local good = 0
for i = 1, 300 do
  local ok, r = pcall(risky, i)
  if ok then good = good + r.bad - r.ok end
end
print(good)

-- Fresh tables under metatables, which are looked up.
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({x = a.x + b.x, y = a.y + b.y}, V) end
function V:dot(o) return self.x * o.x + self.y * o.y end
local acc = setmetatable({x = 0, y = 0}, V)
for i = 1, 500 do acc = acc + setmetatable({x = i, y = -i}, V) end
print(acc.x, acc.y, acc:dot(acc))

-- Garbage all the time, and some that stays.
local live = {}
for i = 1, 60000 do
  local node = {id = i, next = live[i % 100], {i}}
  if node.next then node.next.next = nil end
  live[i % 100] = node
end
local total = 0
for i = 0, 99 do total = total + live[i].id + live[i][1][1] + (live[i].next and live[i].next.id or 0) end
print(total)
