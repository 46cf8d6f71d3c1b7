-- Malformed patterns: what the messages say, and when they come at all.
local function try(s, p) print(p, pcall(string.find, s, p)) end
for _, p in ipairs{"%", "[", "[a", "[^", "[%", "a%", "(", ")", "(a", "a)", "%b", "%bx", "%f", "%fx", "%1", "(%1", "[]", "[^]",
  "[a-", "[a-%", "(()", "%", "x%", "[[", "[]]", "%g(", "a-%", "a*[", "a?(", "^[", "^(", "^%", "$%", "()%2", "(a)(b)%3"} do
  try("a", p)
  try("", p)
end
print(pcall(string.find, "xyz", "a["), pcall(string.find, "xyz", "x["), pcall(string.find, "", "a["), pcall(string.find, "b", "a%"))
print(pcall(string.match, "abc", "(a"), pcall(string.gsub, "abc", "(a", ""), pcall(string.find, "abc", "(b", 3))
print(pcall(function() return ("x"):find() end))
print(pcall(function() return ("x"):find({}) end))
print(pcall(function() return ("x"):find("x", {}) end))
print(pcall(function() return ("x"):match(nil) end))
print(pcall(function() return string.find() end))
print(("xyz"):find("z", 1.9), ("xyz"):find("z", "2"))
print(string.find(12321, 3), string.match(12.5, "%d+"), string.find("a1", 1))
