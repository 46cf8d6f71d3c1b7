-- string.format: specifications that are not valid, and what the message says of them.
local function try(...)
  local args, n = {...}, select("#", ...)
  local ok, message = pcall(function() return string.format((unpack or table.unpack)(args, 1, n)) end)
  print(args[1]:gsub("%c", "?"), ok, (message:gsub("[%c\128-\255]", function(c) return "<" .. c:byte() .. ">" end)))
end
for _, spec in ipairs{"%", "%y", "%5", "%5.", "%.", "%-", "%ld", "%hd", "%Lf", "%n", "%k", "%w", "%z", "%t", "%j",
  "%123d", "%.123d", "%5.123f", "%1234567890d", "%--d", "%-----d", "%------d", "%++++++d", "%+-0# d", "%0#5d",
  "%#d", "%+x", "%+u", "% x", "%.3c", "%05c", "%+s", "%05s", "%#s", "%1.2.3d", "%5d%", "%d%y", "%F", "%D", "%b",
  "%\0", "%5\0d", "%!", "%?", "%*d", "%ä", "%0", "%00d", "%-05d|", "%.0d|", "%.00d|", "%#5.3x|", "%I"} do
  try(spec, 65, 66)
end
try("%d %d", 1)
try("%d")
try("%")
try("%5")
try("%s %", "x")
try("%p", 1)
try("%" .. ("0"):rep(25) .. "d", 1)
try("%" .. ("1"):rep(25), 1)
