-- table.concat of strings and numbers.
-- suite: lib
-- quick: 400
local n = tonumber(arg and arg[1]) or 8000

local words, numbers = {}, {}
for i = 1, 300 do words[i] = "word" .. i % 17; numbers[i] = i end
local concat = table.concat
local sum = 0
for _ = 1, n do
  sum = sum + #concat(words) + #concat(words, ", ") + #concat(numbers, " ", 1, 100)
end
print(string.format("%d", sum))
