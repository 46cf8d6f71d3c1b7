-- A metatable for arithmetic and comparison appears under a trace.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local mt = {
  __add = function(a, b) return 1000 end,
  __lt = function(a, b) return true end,
  __eq = function(a, b) return true end,
  __len = function() return 77 end,
  __unm = function() return 5 end,
  __concat = function(a, b) return "joined" end,
}
local a, b = {}, {}
local n = 0
for i = 1, 400 do
  if a == b then n = n + 1 end
  n = n + #a
  if i == 150 then setmetatable(a, mt) end
  if i == 300 then setmetatable(a, nil) end
end
print(n)

local x, s = 1, 0
for i = 1, 400 do
  s = s + (x + i)
  if i == 200 then x = setmetatable({}, mt) end
  if i == 300 then x = 2.5 end
end
print(s)

local v = {1}
print(pcall(function()
  for i = 1, 300 do
    v[1] = -v[1]
    if i == 200 then v[1] = setmetatable({}, mt) end
    if i == 250 then v[1] = {} end
  end
end))
