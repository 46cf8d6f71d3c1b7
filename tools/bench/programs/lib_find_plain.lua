-- string.find of plain text: short and long subjects, found early, late and not at all.
-- suite: lib
-- quick: 20000
local n = tonumber(arg and arg[1]) or 400000

local long = string.rep("abcdefgh ", 200) .. "needle" .. string.rep(" ijklmnop", 50)
local short = "the quick brown fox jumps over the lazy dog"
local find = string.find
local sum = 0
for i = 1, n do
  sum = sum + find(short, "lazy") + find(short, "quick", 1, true)
  if i % 8 == 0 then sum = sum + find(long, "needle", 1, true) end
  if find(short, "cat", 1, true) then sum = sum + 1 end
end
print(string.format("%d", sum))
