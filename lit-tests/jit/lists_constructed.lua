-- Lists of constructors in compiled code: elements of all types, nil among them, and open ends.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled
local function values(i, ...) return i, ... end
local none
local kept, sum = {}, 0
for i = 1, 400 do
  local flag = i % 2 == 0
  local made = {
    {i, i + 0.5, "s", flag, {i}},
    {none, i, none, flag},
    {i, none},
    {none},
    {values(i)},
    {values(i, flag, i / 4)},
    {0, values()},
    {[1] = "first", i, i + 1},
    {x = i, i, y = {i}, i + 1},
    {1.5, 2.5, i / 2},
    {flag, not flag, i},
  }
  for k = 1, #made do
    sum = sum + #made[k]
    for j = 1, #made[k] do if math.type(made[k][j]) then sum = sum + made[k][j] end end
  end
  made[9][3], made[9].z = i, i
  made[10][4], made[10][2] = "text", made
  sum = sum + made[9][3] + #made[10] + #made[10][2]
  kept[i % 7] = made
end
print(sum)
for i = 0, 6 do
  for k = 1, #kept[i] do
    local t, texts = kept[i][k], {}
    for j = 1, 5 do
      local v = t[j]
      texts[j] = type(v) == "table" and "{}" or tostring(v)
    end
    print(i, k, #t, table.concat(texts, " "))
  end
end
-- A loop reads what it stored as numbers of one type, until it is not.
local total = 0
for i = 1, 600 do
  local t = {i, i * 2, i * 3}
  if i == 500 then t[2] = 0.25 end
  for j = 1, 3 do total = total + t[j] end
end
print(total)
