-- string.gmatch: words and pairs of a text.
-- suite: lib
-- quick: 150
local n = tonumber(arg and arg[1]) or 2500

local text = string.rep("alpha=1, beta=22; gamma=333 delta=4444\n", 20)
local words, sum = 0, 0
for _ = 1, n do
  for word in string.gmatch(text, "%a+") do words = words + #word end
  for key, value in string.gmatch(text, "(%w+)=(%w+)") do sum = sum + #key + #value end
end
print(string.format("%d %d", words, sum))
