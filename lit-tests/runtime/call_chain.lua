-- Tail calls through long chains of __call: each adds an argument, and the stack has to grow.
-- REQUIRES: lua54
-- RUN: %three_modes
local n = 2000
local function count(...)
  if n == 0 then return select("#", ...) end
  n = n - 1
  return count(...)
end
local callable = count
for i = 1, 200 do callable = setmetatable({}, {__call = callable}) end
print(coroutine.wrap(function() return callable(1, 2) end)())
print(callable("x"))
local function plain() return (callable()) end
print(plain())
