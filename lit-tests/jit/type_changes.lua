-- A variable changes its type while the loop runs.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local x = 1
for i = 1, 600 do
  x = x + 1
  if i == 200 then x = x + 0.5 end
  if i == 300 then x = "7" end
  if i == 400 then x = x * 2 end
end
print(x)

local v, log = 1, {}
for i = 1, 400 do
  if i % 100 == 0 then
    v = i == 100 and 2.5 or i == 200 and "text" or i == 300 and {} or nil
    log[#log + 1] = type(v)
  end
  if type(v) == "number" then v = v + 1 end
end
print(table.concat(log, " "))

local s = 0
for i = 1, 600 do
  local y = i % 3 == 0 and i or i % 3 == 1 and i + 0.25 or tostring(i)
  s = s + y
end
print(s)
