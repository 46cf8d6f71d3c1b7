-- Short-lived objects beside a large heap that lives.
-- suite: gc
-- quick: 200000
local n = tonumber(arg and arg[1]) or 3000000

local live = {}
for i = 1, 200000 do live[i] = {id = i, next = live[i - 1]} end
local sum = 0
for i = 1, n do
  local point = {x = i, y = i + 1}
  local box = {low = point, high = {x = point.y, y = point.x}}
  sum = (sum + box.high.x - box.low.x) % 1000003
  if i % 50 == 0 then live[i % 200000 + 1].last = box end
end
print(sum, #live)
