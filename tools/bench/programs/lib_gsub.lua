-- string.gsub with strings, tables and functions as replacements.
-- suite: lib
-- quick: 500
local n = tonumber(arg and arg[1]) or 8000

local gsub = string.gsub
local text = string.rep("Hello $name, you owe $sum to $whom. ", 10)
local values = {name = "Ada", sum = "12", whom = "Bob"}
local sum = 0
for _ = 1, n do
  sum = sum + #gsub(text, "%$(%w+)", values)
  sum = sum + #gsub(text, "o", "0")
  sum = sum + #gsub(text, "%w+", "<%0>")
  sum = sum + #gsub(text, "%u", function(c) return c .. c end)
end
print(string.format("%d", sum))
