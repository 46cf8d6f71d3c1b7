-- Malformed patterns.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

for _, p in ipairs {
  "%", "a%", "[", "[a", "[^", "[]", "[^]", "[%", "[%]", "[a-", "[a-%", "%f", "%fa", "%b", "%bx", "(", "()(", "((a)", ")", "a)", "%1", "(%1)", "(a)%2",
  "%0", "(" , ("("):rep(33), ("()"):rep(33), "(a", "^(", "[[:alpha:]", "%g(", ".-(", "a*)",
} do
  print(("%q"):format(p))
  print(pcall(string.find, "abc", p))
  print(pcall(string.match, "abc", p))
  print(pcall(string.gsub, "abc", p, "x"))
  print(pcall(function() return (string.gmatch("abc", p)()) end))
end
print(pcall(string.find, ("a"):rep(300000), ("a?"):rep(300000)))
print(#string.match(("a"):rep(300000), ".-$"))
print(pcall(string.match, ("a"):rep(300), ("(a"):rep(31) .. (")"):rep(31)))
print(pcall(string.find))
print(pcall(string.find, "a"))
print(pcall(string.find, {}, "a"))
print(pcall(string.find, "a", {}))
print(pcall(string.find, "a", "a", {}))
print(pcall(string.match, "a"))
print(pcall(function() return (("a"):find()) end))
print(pcall(function() return (("a"):match({})) end))
