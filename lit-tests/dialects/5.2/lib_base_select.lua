-- select: counts, negative indices, mistakes.
print(select("#"))
print(select("#", nil, nil))
print(select("#x", 1, 2))
print(select(1, "a", "b", "c"))
print(select(2, "a", "b", "c"))
print(select(3, "a", "b", "c"))
print(select("#", select(4, "a", "b", "c")))
print(select("#", select(100, "a", "b", "c")))
print(select(-1, "a", "b", "c"))
print(select(-3, "a", "b", "c"))
print(select("2", "a", "b"))
print(select(1.9, "a", "b"))
print(select(2.0, "a", "b"))
print((select(2, "a", "b", "c")))
local function bad(...) local ok, e = pcall(...) print(ok, (e:gsub("^.-bad", "bad"))) end
bad(function() select(0, "a") end)
bad(function() select(-3, "a", "b") end)
bad(function() select() end)
bad(function() select("x", 1) end)
bad(function() select({}, 1) end)
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil, nil))
local t = {}
for i = 1, 200 do t[i] = i end
print(select("#", (unpack or table.unpack)(t)), (select(-1, (unpack or table.unpack)(t))))
-- Positions are taken as a C int.
local function chosen(n) return select(n, "a", "b", "c") end
for i, n in ipairs{1e15, 2^53, 2^31, 2^32 + 1, -2^31, 2^32 - 1, 1/0, -1/0, 0/0} do
  print(i, pcall(chosen, n))
end
