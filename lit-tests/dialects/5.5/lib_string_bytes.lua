-- string.byte and string.char: ranges, codes that are no bytes, many at once.
print(("abc"):byte(), ("abc"):byte(2), ("abc"):byte(-1), ("abc"):byte(10))
print(("abc"):byte(1, -1))
print(("abc"):byte(-10, 10))
print(("abc"):byte(-10))
print(("abc"):byte(0), ("abc"):byte(3, 2), (""):byte())
print(("\0\1\255\128"):byte(1, 4))
print(select("#", ("x"):rep(100):byte(1, 100)))
print(string.char(), string.char(72, 105), #string.char(0, 0, 0))
print(string.char("65", 66.0))
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
local joined = table.concat(all)
print(#joined, joined:byte(1), joined:byte(100), joined:byte(256))
local sum = 0
for i = 1, #joined do sum = sum + joined:byte(i) end
print(sum)
print(pcall(function() return string.char(256) end))
print(pcall(function() return string.char(-1) end))
print(pcall(function() return string.char(1, 2, 300) end))
print(pcall(function() return string.char("x") end))
print(pcall(function() return string.char({}) end))
print(pcall(function() return string.char(65.5) end))
print(pcall(function() return ("abc"):byte(1.5) end))
print(pcall(function() return ("abc"):byte({}) end))
print(pcall(function() return string.byte() end))
print(string.byte(100, 1, -1))
