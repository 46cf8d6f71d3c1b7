-- Closed upvalues read and written by functions called in loops.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function counter(start)
  local n = start
  return function(d) n = n + d return n end, function() return n end
end
local bump, read = counter(0)
local other = counter(1000)
local s = 0
for i = 1, 400 do
  bump(i)
  s = s + read() - other(1)
end
print(s, read(), other(0))

local kind = counter(0)
for i = 1, 400 do kind(i == 200 and 0.5 or 1) end
print(kind(0))
