-- Numbers for strings and strings for numbers, in operators, keys, arguments and loops.
local function attempt(f, ...)
  local ok, result = pcall(f, ...)
  print(ok, tostring(result))
end
print("10" + 5, 10 + "5", "10" * "2", "7" / "2", "7" % "4", "2" ^ "3", -"4")
print("0x10" + 0, "1e1" - 1, " 5 " + 0, "5" - "5.0", "3" * 1.5)
print(10 .. "", 1.5 .. "x", "x" .. 2, 1 .. 2 .. 3, -1 .. "")
print("10" == 10, 10 == "10", "1" < "2", "10" < "9", "a" < "b", "" < "a")
attempt(function() return "1" < 2 end)
attempt(function() return 1 <= "2" end)
attempt(function() return "abc" + 1 end)
attempt(function() return {} + "1" end)
attempt(function() return "1" + {} end)
attempt(function() return -"abc" end)
attempt(function() return "a" .. nil end)
attempt(function() return 1 .. {} end)
local t = {}
t["1"] = "string"
t[1] = "number"
print(t["1"], t[1], t[1.0], #t)
for i = "1", "3" do io.write(tostring(i), " ") end print()
for i = 3, "1", "-1" do io.write(tostring(i), " ") end print()
print(string.rep("ab", "3"), ("x"):rep(2.0), string.sub("hello", "2", "3"), string.len(12345))
print(string.upper(10), ("%d"):format("42"), ("%s"):format(42), #tostring(0.5))
print(math.max("3", 4) == 4, math.floor("3.7"), math.sqrt("16"))
print(tostring(1) == "1", tostring("1") == "1", 1 .. "" == "1")
print(select("2", "a", "b", "c"))
print(table.concat({ 1, 2.5, "x", 3 }, "-"), table.concat({ 1, 2 }, 0))
