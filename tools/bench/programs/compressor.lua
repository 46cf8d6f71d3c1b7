-- Compression with a dictionary (LZW) and with a sliding window (LZ77), and the way back.
-- suite: strings
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1400000

local function sample(length)
  local words = { "the ", "quick ", "brown ", "fox ", "jumps ", "over ", "lazy ", "dogs, ", "and " }
  local seed, pieces, size = 11, {}, 0
  while size < length do
    seed = (seed * 16807) % 2147483647
    local word = words[seed % #words + 1]
    pieces[#pieces + 1] = word
    size = size + #word
  end
  return table.concat(pieces):sub(1, length)
end

local function compress_lzw(text)
  local codes, next_code = {}, 256
  for byte = 0, 255 do codes[string.char(byte)] = byte end
  local output, current = {}, ""
  for i = 1, #text do
    local letter = text:sub(i, i)
    local longer = current .. letter
    if codes[longer] then
      current = longer
    else
      output[#output + 1] = codes[current]
      if next_code < 4096 then
        codes[longer] = next_code
        next_code = next_code + 1
      end
      current = letter
    end
  end
  output[#output + 1] = codes[current]
  return output
end

local function expand_lzw(codes)
  local words, next_code = {}, 256
  for byte = 0, 255 do words[byte] = string.char(byte) end
  local previous = words[codes[1]]
  local output = { previous }
  for i = 2, #codes do
    local word = words[codes[i]] or previous .. previous:sub(1, 1)
    output[i] = word
    if next_code < 4096 then
      words[next_code] = previous .. word:sub(1, 1)
      next_code = next_code + 1
    end
    previous = word
  end
  return table.concat(output)
end

local function compress_window(text)
  local heads, chain, output, at, length = {}, {}, {}, 1, #text
  while at <= length do
    local best, distance = 0, 0
    if at + 2 <= length then
      local key = text:sub(at, at + 2)
      local candidate, tries = heads[key], 0
      while candidate and at - candidate < 4096 and tries < 8 do
        local size = 3
        while size < 64 and at + size <= length
          and text:byte(candidate + size) == text:byte(at + size) do
          size = size + 1
        end
        if size > best then best, distance = size, at - candidate end
        candidate, tries = chain[candidate], tries + 1
      end
      chain[at], heads[key] = heads[key], at
    end
    if best >= 3 then
      output[#output + 1] = { distance = distance, size = best }
      at = at + best
    else
      output[#output + 1] = text:byte(at)
      at = at + 1
    end
  end
  return output
end

local function expand_window(items)
  local bytes, size = {}, 0
  for _, item in ipairs(items) do
    if type(item) == "table" then
      for _ = 1, item.size do
        size = size + 1
        bytes[size] = bytes[size - item.distance]
      end
    else
      size = size + 1
      bytes[size] = string.char(item)
    end
  end
  return table.concat(bytes)
end

local text = sample(n)
local codes, items = compress_lzw(text), compress_window(text)
assert(expand_lzw(codes) == text)
assert(expand_window(items) == text)
local checksum = 0
for i, code in ipairs(codes) do checksum = (checksum * 31 + code + i) % 1000003 end
print(string.format("%d %d %d %d", #text, #codes, #items, checksum))
