-- Closures that share variables, and loops whose variables are captured.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function shared()
  local v = 0
  return function() v = v + 1 end, function() return v end, function(x) v = x end
end
local inc, get, set = shared()
for i = 1, 500 do
  inc()
  if get() % 100 == 0 then set(get() * 2 + 1) end
end
print(get())

local made = {}
for i = 1, 200 do
  local k = i * 2
  made[i] = function() k = k + i return k end
end
local s = 0
for round = 1, 3 do
  for i = 1, 200 do s = s + made[i]() end
end
print(s)
