-- Loops whose only allocations are of objects that nothing uses go on causing collections.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled
local name
local function arm(as)
  name = nil
  setmetatable({}, { __gc = function() name = as end })
end

arm("repeat")
repeat local a = {} until name
print(name)

arm("while")
while not name do
  local a = {}
  local b = function() return a end
end
print(name)

arm("for")
for i = 1, math.huge do
  local a = { i }
  if name then break end
end
print(name)
