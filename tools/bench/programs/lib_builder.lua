-- Building strings: concatenation of short pieces, splitting and joining.
-- suite: lib
-- quick: 500
local n = tonumber(arg and arg[1]) or 8000

local sum = 0
for i = 1, n do
  local fields = {}
  for field in string.gmatch("one,two,three,four,five,six", "[^,]+") do fields[#fields + 1] = field .. i end
  local line = table.concat(fields, ";")
  local s = ""
  for j = 1, 20 do s = s .. j .. "," end
  sum = sum + #line + #s + (string.find(s, "19", 1, true) or 0)
end
print(string.format("%d", sum))
