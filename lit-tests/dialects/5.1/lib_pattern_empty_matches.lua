-- Empty matches: where they count, in gsub, gmatch, find and match.
local subjects = {"", "a", "abc", "aab", "baac", "  x "}
local patterns = {"", "x*", "a*", "b-", ".-", "a?", "()", "%s*", "[^a]*", "(a*)", "$", "^", "a*$", "%f[%w]"}
for _, s in ipairs(subjects) do
  for _, p in ipairs(patterns) do
    local list = {}
    if p ~= "^" then for m in s:gmatch(p) do list[#list + 1] = tostring(m) end end
    print(s, p, (s:gsub(p, "-")), select(2, s:gsub(p, "")), table.concat(list, ","), s:find(p), s:match(p))
  end
end
print(("hello"):gsub("", "-"), ("hello"):gsub("", "-", 2), ("hello"):gsub("l*", "x"), ("hello world"):gsub("o*", "0"))
print(("abc"):gsub("%w*", "%0%0"), ("a b c"):gsub("%w*", "[%0]"), ("abc"):gsub(".-", "<%0>"))
print(("hello"):find("", 3), ("hello"):find("", 6), ("hello"):find("", 7), ("hello"):find("", 100), ("hello"):match("", 10))
print((""):find(""), (""):find("", 2), (""):gsub("", "x"), (""):gsub(".*", "y"), ("x"):gsub(".*", "y"), ("ab"):gsub("b*", "z"))
