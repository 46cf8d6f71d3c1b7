-- Counting with tables as dictionaries: string keys, sparse integer keys, insertion and removal.
-- suite: tables
-- quick: 500000
local n = tonumber(arg and arg[1]) or 6000000

local seed = 42
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local words = {}
for i = 1, 5000 do words[i] = "word" .. i end

local by_word, by_number, distinct = {}, {}, 0
for _ = 1, n do
  local word = words[1 + random(5000)]
  by_word[word] = (by_word[word] or 0) + 1
  local number = random(50000) * 1000003
  if by_number[number] then
    by_number[number] = nil
    distinct = distinct - 1
  else
    by_number[number] = true
    distinct = distinct + 1
  end
end

local sum, entries = 0, 0
for _, count in pairs(by_word) do sum = sum + count end
for _ in pairs(by_number) do entries = entries + 1 end
assert(entries == distinct)
print(string.format("%d %d %d", sum, by_word.word17, entries))
