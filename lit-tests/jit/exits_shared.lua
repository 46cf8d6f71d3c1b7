-- Exits that lead to the same code share one trace: here those of the iteration that is peeled off and
-- of the others. Traces that are tried one after the other at one instruction are never linked in a
-- circle, in whichever order objects of many kinds come.
-- RUN: %three_modes
-- RUN: perilune --jit-log --jit-verify %s 2>&1 | FileCheck %s
-- CHECK: jit: exit {{[0-9]+}} of t{{[0-9]+}} leads to t{{[0-9]+}}, too

local function count(list, n)
  local even, odd = 0, 0
  for i = 1, n do
    if list[i] % 2 == 0 then even = even + 1 else odd = odd + list[i] end
  end
  return even, odd
end

local list = {}
for i = 1, 12 do list[i] = i * i % 7 end
local evens, odds = 0, 0
for round = 1, 3000 do
  local even, odd = count(list, round % 12 + 1)
  evens, odds = evens + even, odds + odd
  list[round % 12 + 1] = round % 5 + list[round * 7 % 12 + 1] % 3
end
print(evens, odds)

-- Fields in any order, each there or not.
local seed = 12345
local function random(limit)
  seed = seed * 16807 % 2147483647
  return seed % limit
end
local names = { "position", "velocity", "timer", "sprite", "label" }
local function object()
  local made = {}
  for _ = 1, 6 do
    local name = names[random(5) + 1]
    made[name] = { x = random(10), y = random(10), [name] = true }
  end
  return made
end
local function move(o)
  local p, v = o.position, o.velocity
  if p and v then p.x, p.y = (p.x + v.x) % 64, (p.y + v.y) % 48 end
end
local function tick(o)
  local timer = o.timer
  if timer then
    timer.x = timer.x - 1
    if timer.x == 0 then timer.x = timer.y end
  end
end
local function draw(o) return o.sprite and o.sprite.x or o.label and o.label.y or 1 end

local sum = 0
for round = 1, 40 do
  local objects = {}
  for i = 1, 50 do objects[i] = object() end
  for _ = 1, 20 do
    for i = 1, #objects do
      local o = objects[random(50) + 1]
      move(o)
      if random(3) == 0 then move(objects[i]) else tick(o) end
      sum = (sum + draw(o)) % 1000003
    end
  end
end
print(sum)

-- The first iteration's exit meets one kind first, that of the others another; then each kind's trace
-- meets the other kind, and at last both of them a third.
local function total(list)
  local s = 0
  for i = 1, #list do s = s + list[i].x end
  return s
end
local plain = { x = 1 }
local first, second, third = { a = 0, x = 2 }, { b = 0, x = 3 }, { c = 0, x = 4 }
local long = {}
for i = 1, 300 do long[i] = plain end
local s = total(long)
for _, kinds in ipairs {
  { plain, first }, { plain, plain, second }, { plain, second }, { plain, plain, first },
  { plain, third }, { plain, plain, third },
} do
  for _ = #kinds, 5 do kinds[#kinds + 1] = plain end
  for _ = 1, 60 do s = s + total(kinds) end
end
print(s)
