-- __newindex appears under a trace that adds keys.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local log = {}
local o = {}
for i = 1, 400 do
  o.x = i
  if i % 100 == 50 then o.x = nil end
  if i == 200 then
    setmetatable(o, {__newindex = function(t, k, v) log[#log + 1] = v; rawset(t, k, v + 0.5) end})
  end
end
print(o.x, table.concat(log, " "))

local t, added = {}, 0
for i = 1, 300 do
  t[i] = i
  if i == 200 then setmetatable(t, {__newindex = function(_, k) added = added + k end}) end
end
print(#t, added)

local redirect = {}
local front = setmetatable({}, {__newindex = redirect, __index = redirect})
for i = 1, 300 do front[i] = i; front.sum = (front.sum or 0) + front[i] end
print(rawlen(front), #redirect, front.sum, rawget(front, "sum"))
