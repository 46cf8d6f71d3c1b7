-- string.format: %s, %c and %% with widths, precisions and embedded zeros.
local function show(s)
  return (s:gsub("[%c\128-\255]", function(c) return "<" .. c:byte() .. ">" end))
end
for _, spec in ipairs{"%s|", "%5s|", "%-5s|", "%.2s|", "%5.2s|", "%-5.2s|", "%.0s|", "%.s|", "%1s|", "%20s|"} do
  local line = {}
  for i, s in ipairs{"", "a", "ab", "abc", "abcdef"} do line[i] = string.format(spec, s) end
  print(spec, table.concat(line, " "))
end
print(show(string.format("%s", "a\0b")), show(string.format("x%sy", "\0")))
print((select(2, pcall(function() return string.format("%5s|", "a\0b") end))))
print(#string.format("%s", ("x"):rep(1000)), #string.format("%5s", ("x"):rep(1000)))
print(#string.format("%.50s", ("x"):rep(1000)), #string.format("%99s", "x"))
print(#string.format("%-99.99s", ("x"):rep(200)))
print(string.format("%s %s %s", 1, 2.5, "x"), string.format("%10s|", 12))
print(string.format("%s %s %s", nil, true, false))
print(string.format("%s|%5s|", setmetatable({}, {__tostring = function() return "obj" end}), "x"))
print((select(2, pcall(function()
  return string.format("%s", setmetatable({}, {__tostring = function() return {} end}))
end))))
print(string.format("%c%c%c", 72, 105, 33), show(string.format("%c", 0)), show(string.format("%c", 200)))
print(string.format("%5c|%-5c|", 65, 66), show(string.format("%3c|", 0)))
print(string.format("%c", "65"), show(string.format("%c", 256 + 65)))
print(string.format("%%"), string.format("100%%"), string.format("%%d %d%%", 5), string.format("a%%b%%%%c"))
print(string.format("no items"), string.format(""), string.format(12))
print(string.format("%s", "extra", "ignored"))
print((select(2, pcall(function() return string.format("%s") end))))
print((select(2, pcall(function() return string.format("%s %s", "a") end))))
print((select(2, pcall(function() return string.format() end))))
print((select(2, pcall(function() return string.format({}) end))))
print((select(2, pcall(function() return string.format("%c", "x") end))))
