-- string.rep: counts, separators, results that are too large.
print(("ab"):rep(3), ("ab"):rep(1), ("ab"):rep(0) == "", ("ab"):rep(-5) == "")
print((""):rep(1000) == "", ("x"):rep(45))
print(#("x"):rep(1000), #("abc"):rep(333))
print(("x"):rep("3"), ("x"):rep(2.0))
print(("x"):rep(2.9))
print(("x"):rep(3, ","))
print(#("a\0"):rep(10), ("a\0"):rep(2) == "a\0a\0")
print(pcall(function() return ("x"):rep() end))
print(pcall(function() return ("x"):rep({}) end))
print(pcall(function() return string.rep() end))
local s = ("0123456789"):rep(10)
for i = 1, 100, 17 do io.write(s:sub(i, i), " ") end
print()
