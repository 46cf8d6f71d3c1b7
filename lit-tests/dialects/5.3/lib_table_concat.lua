-- table.concat: separators, ranges, numbers, what cannot be joined.
local t = {"a", "b", "c", 1, 2.5}
print(table.concat(t), table.concat(t, ","), table.concat(t, ", ", 2), table.concat(t, "-", 2, 3), table.concat(t, "-", 3, 3))
print(table.concat(t, "x", 4, 3) == "", table.concat({}) == "", table.concat({}, ",") == "", table.concat({}, ",", 1, 0) == "")
print(table.concat({1, 2, 3}, 0), table.concat({"x"}, ","), table.concat({1e15, 2^53, 0.1}, " "), table.concat({-1, 1e100}, " "))
print(table.concat({[0] = "z", "a"}, "", 0, 1), table.concat({[-1] = "m", [0] = "z", "a"}, ".", -1), #table.concat({"\0", "\0"}, "\0"))
local parts = {}
for i = 1, 1000 do parts[i] = i end
local s = table.concat(parts, ";")
print(#s, s:sub(1, 20), s:sub(-12))
print(#table.concat(parts), table.concat(parts, "", 998), table.concat(parts, "ab", 1, 3))
for _, bad in ipairs{{}, true, print == nil, function() end} do
  print((select(2, pcall(table.concat, {"a", bad, "c"}))))
end
print((select(2, pcall(table.concat, {"a", nil, "c"}, ",", 1, 3))))
print((select(2, pcall(table.concat, {"a"}, ",", 1, 3))))
print((select(2, pcall(table.concat, {{}}))))
print(pcall(function() table.concat() end))
print(pcall(function() table.concat(1) end))
print(pcall(function() table.concat({}, {}) end))
print(pcall(function() table.concat({}, ",", {}) end))
print(pcall(function() table.concat({}, ",", 1, {}) end))
print(pcall(function() table.concat(nil, {}) end))
print(pcall(function() table.concat({1, 2, 3}, ",", 1.5) end))
print(table.concat({[math.maxinteger] = "last"}, ",", math.maxinteger, math.maxinteger))
print(table.concat({[math.mininteger] = "first"}, ",", math.mininteger, math.mininteger))
