-- Greedy, lazy and optional items, and how they share a subject.
local function try(s, p) print(p, s:match(p)) end
try("aaa", "a*") try("aaa", "a-") try("aaa", "a+") try("aaa", "a?") try("aaa", "^a-$") try("aaab", "a-b") try("aaab", "a*ab")
try("aaab", "(a*)(a*)b") try("aaab", "(a-)(a*)b") try("aaab", "(a+)(a+)b") try("aaab", "(a?)(a?)(a?)(a?)b") try("aaab", "(a-)(a-)b")
try("<a><b>", "<.*>") try("<a><b>", "<.->") try("<a><b>", "<.+>") try("<>", "<.->") try("<>", "<.+>") try("<>", "<.?>")
try("x=1;y=2", "(.-)=(.-);") try("x=1;y=2", "(.*)=(.*)") try("foo.bar.baz", "(.*)%.(.*)") try("foo.bar.baz", "(.-)%.(.*)")
try("colour color", "colou?r") try("color", "colou?r") try("-12", "^[+-]?%d+$") try("+12", "^[+-]?%d+$") try("12-", "^[+-]?%d+$")
try("/* a */ b /* c */", "/%*.-%*/") try("/* a */ b /* c */", "/%*.*%*/") try("aXbXc", "X.-X") try("aXbXc", "[^X]*X") try("**", "%**") try("a*", "a%*")
try("abc", "a.-c") try("ac", "a.-c") try("a", "a.-c") try("", ".-") try("", ".*") try("", ".+") try("", ".?") try("aab", "a-b") try("aab", "a-")
try("a+b", "a+b") try("a+b", "a%+b") try("+", "+") try("*", "*") try("?", "?") try("-", "-") try("--", "--") try("a-", "a--") try("*a", "*a") try("+*", "+*")
print(("x"):rep(1000):match(".-$") == ("x"):rep(1000), #("x"):rep(5000):match("x*"), ("x"):rep(200):find(("x?"):rep(20) .. "$"))
print((("ab"):rep(100) .. "c"):find("c"), (("ab"):rep(100)):find("(ab)-b"), ("a"):rep(50):find(".-.-.-$"), ("a"):rep(20):find(".-.-.-b"))
print(pcall(string.find, ("a"):rep(220), ("a-"):rep(150) .. "$"), pcall(string.rep, "x", 0))
