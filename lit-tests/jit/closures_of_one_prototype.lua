-- A call site that calls many closures of one prototype: their upvalues differ, open and closed, in the
-- running frame and outside.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled
local function counter(i)
  local n = i
  return function(x) n = n + x return n end
end
local counters = {}
for i = 1, 20 do counters[i] = counter(i) end
local s = 0
for k = 1, 300 do
  for i = 1, 20 do s = s + counters[i](k) end
end
print(s)

-- One of the closures shares a variable of the loop's own frame.
local shared = 1000
local function add(x) shared = shared + x return shared end
local mixed = {}
for i = 1, 10 do
  local own = i
  mixed[i] = i % 2 == 0 and function(x) own = own + x return own end or add
end
for k = 1, 200 do
  for i = 1, 10 do
    s = s + mixed[i](k)
    shared = shared - 1
  end
end
print(s, shared)

-- Errors name the variable of the closure that failed.
local function failing(i) local v = i > 15 and {} or i return function(x) return v + x end end
local list = {}
for i = 1, 20 do list[i] = failing(i) end
print(pcall(function()
  local t = 0
  for k = 1, 100 do
    for i = 1, k < 90 and 15 or 20 do t = t + list[i](k) end
  end
  return t
end))
