-- __index changes between table, function and nothing while a loop reads through it.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local base = {k = 1}
local mt = {__index = base}
local o = setmetatable({}, mt)
local s = 0
for i = 1, 1200 do
  s = s + (o.k or 0.5)
  if i == 200 then base.k = 2 end
  if i == 400 then mt.__index = function(_, key) return #key * 10 end end
  if i == 600 then mt.__index = nil end
  if i == 800 then mt.__index = {k = 3} end
  if i == 900 then o.k = 100 end
  if i == 1000 then o.k = nil end
  if i == 1100 then setmetatable(o, nil) end
end
print(s)

local t = setmetatable({1, 2, 3}, {__index = function(_, i) return i * 1000 end})
local n = 0
for i = 1, 300 do n = n + t[i % 5 + 1] end
print(n)
