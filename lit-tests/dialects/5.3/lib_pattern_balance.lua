-- %b: balanced pairs.
print(("f(a(b)c)d"):match("%b()"), ("((x)"):match("%b()"), ("(x))"):match("%b()"), ("no"):match("%b()"))
print(("<<a>>"):match("%b<>"), ("{a{b}c}{d}"):gsub("%b{}", "#"), ("[[x]]"):find("%b[]"))
print(("'it''s'"):match("%b''"), ("aXbXc"):match("%bXX"), ("begin end"):match("%bbe"), ("xax"):find("%bxx"))
print(("a(b"):find("%b()"), ("a(b)"):find("^%b()"), ("(b)a"):find("^%b()"), ("(b)"):find("^%b()$"))
print(("f(1)(2)(3)"):gsub("%b()", "()"), ("((((()))))"):match("%b()"), (("("):rep(50) .. (")"):rep(50)):find("%b()"))
print(("a(1)b(2)"):gsub("(%w)(%b())", "%2%1"), ("x = f(a, g(b))"):match("= (%w+)(%b())"))
for s in ("(a)(b(c))d(e)"):gmatch("%b()") do io.write(s, ";") end
print()
print(("\0a\1"):find("%b\0\1"), ("()"):match("%b()()"), ("(()"):find("%b()", 2))
print(("()"):match("%b()()"), ("(()"):find("%b()", 2))
for _, p in ipairs{"%b", "%bx", "%b(", "x%b", "a%b"} do print(p, pcall(string.find, "abc", p)) end
for _, p in ipairs{"%b()", "%b)(", "%b((", "%b%%", "%b()%b()", "(%b())", "%b()*", "%b()?"} do
  print(p, pcall(string.find, "a(b)(c)%d%", p))
end
