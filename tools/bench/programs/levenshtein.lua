-- The edit distance of words, and the longest common subsequence of texts.
-- suite: strings
-- quick: 1000
local n = tonumber(arg and arg[1]) or 16000

local function distance(a, b)
  local previous, current = {}, {}
  for j = 0, #b do previous[j] = j end
  for i = 1, #a do
    current[0] = i
    local letter = a:byte(i)
    for j = 1, #b do
      local cost = letter == b:byte(j) and 0 or 1
      current[j] = math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
    end
    previous, current = current, previous
  end
  return previous[#b]
end

local function common(a, b)
  local lengths = { [0] = {} }
  for j = 0, #b do lengths[0][j] = 0 end
  for i = 1, #a do
    local row, above = { [0] = 0 }, lengths[i - 1]
    local letter = a:sub(i, i)
    for j = 1, #b do
      if letter == b:sub(j, j) then
        row[j] = above[j - 1] + 1
      else
        row[j] = above[j] > row[j - 1] and above[j] or row[j - 1]
      end
    end
    lengths[i] = row
  end
  local letters, i, j = {}, #a, #b
  while i > 0 and j > 0 do
    if a:sub(i, i) == b:sub(j, j) then
      letters[#letters + 1] = a:sub(i, i)
      i, j = i - 1, j - 1
    elseif lengths[i - 1][j] >= lengths[i][j - 1] then
      i = i - 1
    else
      j = j - 1
    end
  end
  return table.concat(letters):reverse()
end

local seed, words = 3, {}
for i = 1, 100 do
  local letters = {}
  for k = 1, 8 + i % 17 do
    seed = (seed * 16807) % 2147483647
    letters[k] = string.char(97 + seed % 6)
  end
  words[i] = table.concat(letters)
end

local sum, longest = 0, ""
for i = 1, n do
  local a, b = words[i % 100 + 1], words[i * 7 % 100 + 1]
  sum = sum + distance(a, b)
  local shared = common(a, b)
  if a ~= b and #shared > #longest then longest = shared end
end
print(string.format("%d %s", sum, longest))
