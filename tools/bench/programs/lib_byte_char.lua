-- string.byte and string.char, one and several at a time.
-- suite: lib
-- quick: 40000
local n = tonumber(arg and arg[1]) or 800000

local byte, char = string.byte, string.char
local text = "abcdefghijklmnopqrstuvwxyz"
local sum = 0
for i = 1, n do
  local c = byte(text, i % 26 + 1)
  sum = sum + c + #char(c, c + 1, c + 2)
  local a, b, d = byte(text, 2, 4)
  sum = sum + a + b + d
end
print(string.format("%d", sum))
