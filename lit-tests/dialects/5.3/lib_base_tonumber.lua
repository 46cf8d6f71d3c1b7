-- tonumber: numerals with and without a base.
local function show(...) print(tonumber(...)) end
for _, s in ipairs{"10", " 10 ", "0x10", "1e2", "1e", "", " ", "10a", "-5", "- 5", "+5", ".5", "5.", "0x", "1 2", "\t7\n"} do
  print(("%q"):format(s), tonumber(s))
end
show(10) show(1.5) show(true) show({}) show(nil)
print(pcall(tonumber, ""))
for base = 2, 36, 17 do print(base, tonumber("10", base), tonumber("z", base), tonumber("1", base)) end
show("ff", 16) show("FF", 16) show("fg", 16) show("777", 8) show("8", 8)
show("zz", 36) show("  11  ", 2) show("1 1", 2) show("-101", 2)
show("7fffffff", 16) show("1.", 10) show("1e1", 16)
show("7fffffffffffffff", 16) show("ffffffffffffffff", 16) show("10000000000000000", 16)
show("9223372036854775807") show("9223372036854775808") show("0x7fffffffffffffff") show("0xffffffffffffffffff")
show("1e1") show("0x.8p1") show("0x1p-2") show("inf") show("nan") show("1_000")
local function bad(f) local ok, e = pcall(f) print(ok, (e:gsub("^.-bad", "bad"))) end
bad(function() tonumber() end)
bad(function() tonumber("1", 1) end)
bad(function() tonumber("1", 37) end)
bad(function() tonumber({}, 2) end)
bad(function() tonumber(1, 2) end)
bad(function() tonumber("1", 2.5) end)
print(tonumber("10", 10), tonumber("10", nil))
