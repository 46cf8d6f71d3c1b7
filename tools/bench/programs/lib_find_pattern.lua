-- string.find and match with classes, sets and captures.
-- suite: lib
-- quick: 15000
local n = tonumber(arg and arg[1]) or 300000

local find, match = string.find, string.match
local lines = {"key = value", "  indented_name=12345", "no match here at all", "2024-05-17 12:30:59 INFO started", "x=1"}
local sum = 0
for i = 1, n do
  local line = lines[i % 5 + 1]
  local key, value = match(line, "^%s*([%w_]+)%s*=%s*(%w+)$")
  if key then sum = sum + #key + #value end
  local year, month = match(line, "(%d%d%d%d)%-(%d%d)")
  if year then sum = sum + year + month end
  sum = sum + (find(line, "%d+") or 0)
end
print(string.format("%d", sum))
