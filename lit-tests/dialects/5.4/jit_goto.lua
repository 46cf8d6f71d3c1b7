-- Loops made of goto, continue labels, and jumps out of nested loops.
local s = 0
for i = 1, 200 do
  if i % 3 == 0 then goto continue end
  s = s + i
  ::continue::
end
print(s)
do
  local i, n = 0, 0
  ::top::
  i = i + 1
  if i % 2 == 0 then n = n + i end
  if i < 300 then goto top end
  print(i, n)
end
local found
for i = 1, 60 do
  for j = 1, 60 do
    if i * j == 2021 or i * j == 1763 then
      found = i .. "x" .. j
      goto done
    end
  end
end
::done::
print(found)
-- a new variable each time round
do
  local fs, k = {}, 0
  ::again::
  local x = k
  fs[#fs + 1] = function() x = x + 1 return x end
  k = k + 1
  if k < 120 then goto again end
  local t = 0
  for i = 1, #fs do t = t + fs[i]() + fs[i]() end
  print(#fs, t)
end
-- a state machine
local state, steps, path = 1, 0, 0
::one::
steps = steps + 1
if steps > 150 then goto out end
if steps % 5 == 0 then goto three end
::two::
path = path * 2 % 1000003 + 1
goto one
::three::
path = path * 3 % 1000003 + 2
if steps % 2 == 0 then goto two end
goto one
::out::
print(steps, path)
-- while and repeat with continue
local w, skipped = 0, 0
while w < 200 do
  w = w + 1
  if w % 4 == 1 then skipped = skipped + 1 goto next end
  do local y = w end
  ::next::
end
local r = 0
repeat
  r = r + 1
  local stop = r >= 150
  if r % 2 == 0 then goto again end
  r = r + 0.5
  ::again::
until stop or r > 140
print(w, skipped, r)
