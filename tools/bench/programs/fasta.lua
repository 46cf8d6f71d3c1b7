-- Random DNA sequences: letters drawn by cumulative probability, lines of sixty, a checksum of all.
-- suite: strings
-- quick: 40000
local n = tonumber(arg and arg[1]) or 600000

local IM, IA, IC = 139968, 3877, 29573
local last = 42
local function random(max)
  last = (last * IA + IC) % IM
  return max * last / IM
end

local lines, length, checksum, first = 0, 0, 0, nil
local function emit(line)
  lines, length = lines + 1, length + #line
  first = first or line
  for i = 1, #line, 7 do checksum = (checksum * 31 + line:byte(i)) % 1000003 end
end

local function cumulate(frequencies)
  local sum, list = 0, {}
  for i, pair in ipairs(frequencies) do
    sum = sum + pair[2]
    list[i] = { letter = pair[1], limit = sum }
  end
  return list
end

local function choose(list)
  local r = random(1)
  for _, entry in ipairs(list) do
    if r < entry.limit then return entry.letter end
  end
  return list[#list].letter
end

local function random_sequence(list, count)
  while count > 0 do
    local size, line = math.min(count, 60), {}
    for i = 1, size do line[i] = choose(list) end
    emit(table.concat(line))
    count = count - size
  end
end

local function repeated(text, count)
  local doubled, at = text .. text, 1
  while count > 0 do
    local size = math.min(count, 60)
    emit(doubled:sub(at, at + size - 1))
    at = (at + size - 1) % #text + 1
    count = count - size
  end
end

local alu = "GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGGGAGGCCGAGGCGGGCGGATCACCTGAGG"
  .. "TCAGGAGTTCGAGACCAGCCTGGCCAACATGGTGAAACCCCGTCTCTACTAAAAATACAAAAATTAGCCGGGCG"
local ambiguous = cumulate({
  { "a", 0.27 }, { "c", 0.12 }, { "g", 0.12 }, { "t", 0.27 }, { "B", 0.02 }, { "D", 0.02 },
  { "H", 0.02 }, { "K", 0.02 }, { "M", 0.02 }, { "N", 0.02 }, { "R", 0.02 }, { "S", 0.02 },
  { "V", 0.02 }, { "W", 0.02 }, { "Y", 0.02 },
})
local human = cumulate({
  { "a", 0.3029549426680 }, { "c", 0.1979883004921 }, { "g", 0.1975473066391 }, { "t", 0.3015094502008 },
})
repeated(alu, n * 2)
random_sequence(ambiguous, n * 3)
random_sequence(human, n * 5)
print(string.format("%d %d %d %s", lines, length, checksum, first))
