-- Strings that are made, looked up and forgotten.
-- suite: gc
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1500000

local recent, found = {}, 0
for i = 1, n do
  local key = "key " .. (i * 7919) % 50021
  if recent[key] then found = found + 1 end
  recent[key] = i .. " of " .. n
  if i % 100000 == 0 then recent = {} end
end
print(found)
