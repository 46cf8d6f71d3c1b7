-- The utf8 library: lengths, iteration, offsets, characters.
-- suite: lib
-- quick: 1500
local n = tonumber(arg and arg[1]) or 25000

local text = "Grüße aus Köln, größer als 10 € — und 日本語 auch"
local sum = 0
for i = 1, n do
  sum = sum + utf8.len(text) + utf8.codepoint(text, utf8.offset(text, 20))
  for _, code in utf8.codes(text) do sum = sum + code end
  sum = sum + #utf8.char(228, 8364, i % 1000 + 128)
end
print(string.format("%d", sum))
