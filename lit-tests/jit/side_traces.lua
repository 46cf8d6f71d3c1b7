-- Branches that become hot one after the other.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local counts = {0, 0, 0, 0, 0}
for i = 1, 3000 do
  local k
  if i < 500 then k = 1
  elseif i < 1000 then k = 2
  elseif i % 2 == 0 then k = 3
  elseif i % 3 == 0 then k = 4
  else k = 5 end
  counts[k] = counts[k] + i
end
print(table.concat(counts, " "))

local state, out = "a", 0
for i = 1, 2000 do
  if state == "a" then
    out = out + 1
    if i % 10 == 0 then state = "b" end
  elseif state == "b" then
    out = out + 100
    if i % 7 == 0 then state = "c" end
  else
    out = out - 50
    state = i % 2 == 0 and "a" or "b"
  end
end
print(state, out)
