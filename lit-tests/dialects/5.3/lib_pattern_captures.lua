-- Captures: nested, empty, positions, back references, and too many of them.
print(("key = value"):match("(%w+)%s*=%s*(%w+)"))
print(("2024-01-02"):match("(%d+)-(%d+)-(%d+)"))
print(("abc"):match("()"), ("abc"):match("()b()"), ("abc"):find("()c"))
print(("abcdef"):match("((a)(b(c)))(d)"))
print(("hello"):find("(l)(l)"), ("hello"):find("l(l)(o)"))
print(("abc"):match("(x*)"), ("abc"):match("(x?)b"), ("abc"):match(".-(b)"), ("abc"):match("(.-)c"))
print(('say "hi" and \'yo\''):match("([\"'])(.-)%1"), ("abab"):match("(ab)%1"), ("abac"):match("(ab)%1"))
print(("aa bb cc"):match("(%a)%1 (%a)%2"), ("xyzxyz"):find("(xyz)%1$"), ("aXbXc"):gsub("(X)(.)", "%2%1"))
print(("x"):match("(x)()"), ("x"):match("()(x)()"), (""):match("()"), (""):match("()()"))
print(("one two"):gsub("(%w+) (%w+)", "%2 %1 %0"), ("abc"):gsub("(b)", "[%1%1]"), ("abc"):gsub("b", "%1"))
print(("abc"):gsub("()", "%1"), ("abc"):gsub("().", "%1"))
local many = ("(.)"):rep(32)
print(select("#", (("x"):rep(40)):match(many)), pcall(string.match, ("x"):rep(40), ("(.)"):rep(33)))
for _, p in ipairs{"(", "(a", "a)", ")", "(()", "())", "%1", "(%1)", "(a)%2", "%0", "(a)%0", "()%1", "((a)%2)", "(a%1)", "(a))"} do
  print(p, pcall(string.find, "aa)", p))
end
print(pcall(string.gsub, "abc", "b", "%2"))
print(pcall(string.gsub, "abc", "(b)", "%2"))
print(pcall(string.gsub, "abc", "(b", "x"))
print(pcall(string.match, "abc", "(b"))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, ":", v, " ") end
for a in ("abc"):gmatch("()") do io.write(a, " ") end
for a, b, c in ("abcd"):gmatch("(.)()(.)") do io.write(a, b, c, " ") end
print()
