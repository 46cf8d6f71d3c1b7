-- string.format("%q"): literals that can be read back.
local function show(s)
  return (s:gsub("[%c\128-\255]", function(c) return "<" .. c:byte() .. ">" end))
end
local load = loadstring or load
local strings = {"", "plain", 'with "quotes"', "back\\slash", "line\nbreak", "a\0b", "\0001", "\r\n", "\t",
  "\1\0012\127", "\200\255", "\\n", "]]", "'single'", "a\rb", ("x"):rep(50)}
for _, s in ipairs(strings) do
  local q = string.format("%q", s)
  print(show(q), load("return " .. q)() == s)
end
print(string.format("%q %q", "a", "b"), string.format("[%q]", "x"))
print(string.format("%q", 12), string.format("%q", 1.5))
print((select(2, pcall(function() return string.format("%q", nil) end))))
print((select(2, pcall(function() return string.format("%q", true) end))))
print((select(2, pcall(function() return string.format("%q", {}) end))))
print((select(2, pcall(function() return string.format("%q", print) end))))
print((select(2, pcall(function() return string.format("%q") end))))
print((select(2, pcall(function() return string.format("%10q", "a") end))))
print((select(2, pcall(function() return string.format("%-.3q|", "abcdef") end))))
