-- Counts the words of standard input: most frequent first, then in alphabetical order.
-- Usage: wordcount.lua [LIMIT] < text                     LIMIT: how many to print, all by default

local limit = tonumber(arg and arg[1]) or math.huge

local counts, words, total = {}, {}, 0
for line in io.lines() do
  for word in string.gmatch(string.lower(line), "%a+") do
    if not counts[word] then
      counts[word] = 0
      words[#words + 1] = word
    end
    counts[word] = counts[word] + 1
    total = total + 1
  end
end

table.sort(words, function(a, b)
  if counts[a] ~= counts[b] then return counts[a] > counts[b] end
  return a < b
end)

for i = 1, math.min(#words, limit) do
  print(string.format("%7d %s", counts[words[i]], words[i]))
end
print(string.format("%d words, %d different", total, #words))
