-- string.sub and the colon form: positions from both ends, out of range, fractions.
local s = "hello world"
local positions = {-100, -12, -11, -5, -1, 0, 1, 2, 5, 11, 12, 100}
for _, i in ipairs(positions) do
  local line = {}
  for _, j in ipairs(positions) do line[#line + 1] = s:sub(i, j) end
  print(i, table.concat(line, "|"))
end
print(s:sub(3), s:sub(-3), s:sub(1), s:sub(12), s:sub(13))
print(("").sub("", 1, 1), #(""):sub(-1, 1))
print(("x"):sub(1, 1), ("x"):sub(2, 2), ("x"):sub(0, 0))
print(s:sub("2", "4"), s:sub(" 2 "))
print(s:sub(2.0, 4.0))
print(pcall(function() return s:sub(1.7) end))
print(pcall(function() return s:sub(1, 2^63) end))
print(s:sub(math.mininteger, math.maxinteger), s:sub(math.maxinteger))
print(("a\0b\0c"):sub(2, 4) == "\0b\0", #("a\0b"):sub(2))
print(pcall(function() return s:sub() end))
print(pcall(function() return s:sub({}) end))
print(pcall(function() return s:sub("x") end))
print(pcall(function() return s:sub(1, true) end))
print(pcall(function() return string.sub() end))
print(pcall(function() return string.sub(nil, 1) end))
