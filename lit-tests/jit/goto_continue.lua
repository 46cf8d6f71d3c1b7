-- Goto: continue, leaving two loops at once, and loops made of nothing else.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s = 0
for i = 1, 500 do
  if i % 3 == 0 then goto continue end
  for j = 1, 5 do
    if j * i > 1200 then goto done end
    if j == 4 then goto continue end
    s = s + j
  end
  ::continue::
end
::done::
print(s)

do
  local i, t = 0, 0
  ::top::
  i = i + 1
  if i % 2 == 1 then t = t + i goto top end
  if i < 600 then goto top end
  print(i, t)
end
