-- string.rep, reverse, upper and lower.
-- suite: lib
-- quick: 20000
local n = tonumber(arg and arg[1]) or 300000

local rep, reverse, upper, lower = string.rep, string.reverse, string.upper, string.lower
local text = "The Quick Brown Fox Jumps Over The Lazy Dog, Again And Again"
local sum = 0
for i = 1, n do
  sum = sum + #rep("ab", i % 50) + #reverse(text) + #upper(text) + #lower(text)
end
print(string.format("%d %s", sum, reverse(upper(text))))
