-- A table gets a second metatable in the iteration that makes it: the first may be its own.
-- REQUIRES: lua54
-- RUN: %three_modes

local function pair(first, second)
  local sum = 0
  for i = 1, 200 do
    local t = setmetatable({ a = i }, first)
    t = setmetatable(t, second)
    t.b, t.c, t.d = 1, 2, 3
    sum = sum + t.a + t.b + (t.x or 0)
    if i % 50 == 0 then collectgarbage() end
  end
  return sum
end
print(pair({ __index = { x = 1 } }, { __index = { x = 2 } }))
print(pair({ __index = { x = 1 } }, {}))
print(pcall(pair, { __metatable = true }, { __index = { x = 3 } }))
