-- Counting the frequencies of short substrings in a long sequence of letters.
-- suite: strings
-- quick: 60000
local n = tonumber(arg and arg[1]) or 800000

local function sequence(length)
  local seed, letters, pieces = 42, { "A", "C", "G", "T", "A", "T", "G" }, {}
  for i = 1, length do
    seed = (seed * 3877 + 29573) % 139968
    pieces[i] = letters[seed % 7 + 1]
  end
  return table.concat(pieces)
end

local function count(text, length)
  local counts = {}
  for i = 1, #text - length + 1 do
    local piece = text:sub(i, i + length - 1)
    counts[piece] = (counts[piece] or 0) + 1
  end
  return counts
end

local function frequencies(text, length)
  local counts, pieces, total = count(text, length), {}, #text - length + 1
  for piece in pairs(counts) do pieces[#pieces + 1] = piece end
  table.sort(pieces, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  for _, piece in ipairs(pieces) do
    print(string.format("%s %.3f", piece, counts[piece] * 100 / total))
  end
end

local text = sequence(n)
frequencies(text, 1)
frequencies(text, 2)
for _, piece in ipairs({ "GGT", "GGTA", "GGTATT", "GGTATTTTAATT", "GGTATTTTAATTTATAGT" }) do
  print(string.format("%d %s", count(text, #piece)[piece] or 0, piece))
end
