-- select, assert, error and error positions.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(select("#"), select("#", nil, nil), select(2, "a", "b", "c"))
print(select(-1, "a", "b", "c"))
print(select(-2, "a", "b", "c"))
print((select(9, "a")))
print(select("2", "a", "b"))
for _, n in ipairs { 0, -5, 1.5, "x" } do print(pcall(select, n, 1)) end
print(pcall(select))
print(assert(1, 2, 3), select("#", assert(1, nil, nil)))
print(pcall(assert))
print(pcall(assert, nil))
print(pcall(assert, false, "message"))
print(pcall(assert, false, nil))
print(select(2, pcall(assert, false, { 1 }))[1])
print(pcall(error))
print(pcall(error, nil))
print(pcall(error, "plain"))
for level = 0, 3 do
  print(pcall(function() error("level " .. level, level) end))
end
local function inner() error("two up", 2) end
print(pcall(function()
  inner()
end))
print(pcall(error, "text", "x"))
print(pcall(error, 42, 1))
print(select(2, pcall(error, { code = 7 })).code)
