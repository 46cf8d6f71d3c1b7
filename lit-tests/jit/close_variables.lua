-- To-be-closed variables and captured ones in the bodies of hot loops.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local log = 0
local mt = {__close = function(o, e) log = log + o.n + (e and 1000000 or 0) end}
for i = 1, 300 do
  local guard <close> = setmetatable({n = i}, mt)
  if i % 10 == 0 then goto continue end
  log = log + 1
  ::continue::
end
print(log)

print(pcall(function()
  for i = 1, 300 do
    local guard <close> = setmetatable({n = i}, mt)
    if i == 250 then error("stop") end
  end
end))
print(log)

local constant <const> = 7
local s = 0
for i = 1, 300 do s = s + i * constant end
print(s)
