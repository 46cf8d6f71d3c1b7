-- string.sub: short pieces and long ones.
-- suite: lib
-- quick: 40000
local n = tonumber(arg and arg[1]) or 700000

local sub = string.sub
local text = string.rep("0123456789", 20)
local sum = 0
for i = 1, n do
  local at = i % 150 + 1
  sum = sum + #sub(text, at, at) + #sub(text, at, at + 5) + #sub(text, -at) + #sub(text, 2)
end
print(string.format("%d", sum))
