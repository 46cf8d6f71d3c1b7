-- Arithmetic on strings, and its errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print("10" + 5, "0x10" * 2, "3" // 2, "7" % "4", 2 ^ "3", -"2", "10" / 2, "1e1" + 0, " 5 " - 1, "1.5" + 1)
print(math.type("10" + 5), math.type("10.0" + 5), "10" .. 5)
for _, f in ipairs {
  function() return "abc" + 1 end, function() return 1 + "abc" end, function() return {} + "1" end,
  function() return "1" + {} end, function() return -"x" end, function() local s = "abc" return s * 2 end,
  function() return "a" // "b" end, function() return nil + "1" end, function() return "1" // 2 end,
  function() return "1" < 2 end, function() return print + "1" end,
} do print(pcall(f)) end
local mt = getmetatable("")
print(mt.__add("1", 2), mt.__unm("5"), mt.__pow(2, "3"))
print(pcall(mt.__add, "a", 1))
print(pcall(mt.__add, 1, {}))
print(pcall(mt.__add))
local object = setmetatable({}, { __add = function(a, b) return type(a) .. "+" .. type(b) end })
print("x" + object, object + "x", "1" + object, mt.__add("q", object))
print(("x").len == string.len, ("x").nothing, #"abc", ("%d"):rep(2))
