-- Strings are ordered byte by byte, zeros included.
local list = {"", "a", "b", "aa", "ab", "A", "B", "0", "10", "9", "a\0", "a\0b", "a\0a", "\0", "\0a",
  "\255", "\128", "~", " ", "abc", "abd", "ab\0", "Z", "z"}
table.sort(list)
local function show(s)
  return (s:gsub("[%c\128-\255]", function(c) return "<" .. c:byte() .. ">" end))
end
local line = {}
for i, s in ipairs(list) do line[i] = "'" .. show(s) .. "'" end
print(table.concat(line, " "))
for i = 1, #list do
  for j = 1, #list do
    local a, b = list[i], list[j]
    assert((a < b) == (i < j) and (a <= b) == (i <= j) and (a == b) == (i == j))
    assert((a > b) == (i > j) and (a >= b) == (i >= j) and (a ~= b) == (i ~= j))
  end
end
print("a" < "b", "a" < "a", "a" <= "a", "Z" < "a", "" < "a", "a\0" > "a")
print(pcall(function() return "a" < 1 end))
print(pcall(function() return "10" < 9 end))
print(pcall(function() return {} < "a" end))
print(pcall(function() return nil <= "a" end))
local long1, long2 = ("x"):rep(100) .. "a", ("x"):rep(100) .. "b"
print(long1 < long2, long1 == ("x"):rep(100) .. "a", long1 == long2)
