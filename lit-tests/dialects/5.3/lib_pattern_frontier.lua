-- %f: the places where a set begins to match.
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"), ("THE (quick) fox"):gsub("%f[%a]%a+", "W"))
print(("hello world"):gsub("%f[%w]%w", string.upper), ("hello world"):gsub("%w%f[%W]", string.upper))
print(("foo_bar baz"):gsub("%f[%w_][%w_]+%f[^%w_]", "<%0>"), ("a1b2"):gsub("%f[%d]", "#"), ("1a"):find("%f[%a]"))
print(("abc"):find("%f[%z]"), ("abc"):find("c%f[%z]"), ("abc"):find("%f[^%z]"), (""):find("%f[%z]"), (""):find("%f[%a]"))
print(("x"):find("%f[x]"), ("xx"):find("x%f[x]"), ("yx"):find("%f[x]x"), ("aXb"):gsub("%f[%u]", "_"))
for w in ("the cat, the dog; the end"):gmatch("%f[%a]the%f[%A]") do io.write("[", w, "]") end
print()
print(("[[]]"):find("%f[[]"), ("a]"):find("%f[]]"), ("camelCaseString"):gsub("%f[%u]", " "))
for _, p in ipairs{"%f", "%fa", "%f[", "%f[a", "a%f", "%f%a", "%f()"} do print(p, pcall(string.find, "abc", p)) end
print(("one;two;;four"):gsub(";%f[;]", "; nil "), ("a,b,,c"):gsub("%f[,],", "."))
print(("\0a"):find("%f[a]"), #("a\0b"):gsub("%f[%z]", "0"))
print(("aaa"):gsub("%f[a]a", "b"), ("aaa"):gsub("a%f[^a]", "b"), ("aba"):gsub("a%f[%z]", "c"))
