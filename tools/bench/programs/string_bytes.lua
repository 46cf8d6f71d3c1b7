-- Strings byte by byte: a checksum, a histogram, and a substitution cipher.
-- suite: strings
-- quick: 30
local n = tonumber(arg and arg[1]) or 400

local text = string.rep("The quick brown fox jumps over the lazy dog. 0123456789\n", 1000)
local histogram = {}
for i = 0, 255 do histogram[i] = 0 end

local low, high = 1, 0
for _ = 1, n do
  for i = 1, #text do
    local byte = string.byte(text, i)
    histogram[byte] = histogram[byte] + 1
    low = (low + byte) % 65521
    high = (high + low) % 65521
  end
end

local shifted = {}
for i = 1, #text do shifted[i] = string.char((string.byte(text, i) - 19) % 95 + 32) end
local cipher = table.concat(shifted)
print(string.format("%d %d %d %s", low, high, histogram[32], string.sub(cipher, 5, 9)))
