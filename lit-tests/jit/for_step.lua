-- Steps that vary from one run of a loop to the next.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local total = 0
local function walk(step)
  local s = 0
  if step > 0 then
    for i = 1, 50, step do s = s + i end
  else
    for i = 50, 1, step do s = s - i end
  end
  return s
end
for k = 1, 300 do
  total = total * 3 + walk(k % 7 - 3 == 0 and 2 or k % 7 - 3)
end
print(total)

local t = {}
for _, step in ipairs {1, 3, -1, 2, 1, -2, 0.5} do
  local n = 0
  for i = 1, 200, step do n = n + 1 end
  t[#t + 1] = n
end
print(table.concat(t, " "))
print(pcall(function(step) for i = 1, 200, step do end end, 0))
