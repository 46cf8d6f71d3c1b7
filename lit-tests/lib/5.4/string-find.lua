-- find and match: positions, captures, anchors, plain search.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

for _, a in ipairs {
  { "abc", "b" }, { "abc", "b", 3 }, { "abc", "b", -1 }, { "abc", "b", -10 }, { "abc", "", 4 }, { "abc", "", 5 }, { "", "" },
  { "a.c", ".", 1, true }, { "a.c", "%." }, { "abc", "(b)(c)" }, { "abc", "()b()" }, { "abc", "^b" }, { "abc", "^a" },
  { "abc", "c$" }, { "a$c", "$c" }, { "a^c", "a^" }, { "THE (quick) fox", "%((%a+)%)" }, { "THE (quick) fox", "%f[%a]%a+%f[%A]", 5 },
  { "f(a(b)c)d", "%b()" }, { "abcabc", "(abc)%1" }, { "key = value", "^(%w+)%s*=%s*(%w+)$" }, { "aaa", "a-b" }, { "aaab", "a-b" },
  { "aaa", "a*" }, { "aaa", "a-" }, { "aaa", "a?a?a?a?" }, { "x", "x+" }, { "2024-01-02", "(%d+)-(%d+)-(%d+)" }, { "  trim  ", "^%s*(.-)%s*$" },
  { "a\0b\0c", "\0b" }, { "a\0b", "%z" }, { "[]]", "[]]+" }, { "a-z", "[a%-z]+" }, { "a-z", "[a-]+" }, { "^x", "[%^x]+" }, { "x^", "[x^]+" },
  { "\200\201", "[\200-\201]+" }, { "aBc1 _\t!", "%a+" }, { "aBc1 _\t!", "%u" }, { "aBc1 _\t!", "%d%s%p%c%p" }, { "0xFf", "%x+", 3 },
  { "abc", "[^%a]" }, { "abc", "[^b]+" }, { "", "^$" }, { "abc", "abc", 1, false }, { "a+b", "a+b", 1, 1 }, { "aXb", "%u" }, { "aXb", "%U+" }, { "x\n", "%g" },
} do
  print(("%q"):format(a[2]), string.find(table.unpack(a, 1, 4)))
  print(string.match(a[1], a[2], a[3]))
end
print(("x"):rep(1000):find(("x"):rep(999) .. "$"))
print(string.find("abc", "b", nil, true), string.find(123, 2))
