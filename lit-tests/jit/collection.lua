-- Collections in the middle of compiled loops.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local keep = {}
for i = 1, 2000 do
  local o = {i, name = "n" .. i}
  keep[i % 50 + 1] = o
  if i % 500 == 0 then collectgarbage() end
  if i % 300 == 0 then collectgarbage("step") end
end
local s = 0
for i = 1, 50 do s = s + keep[i][1] + #keep[i].name end
print(s)

local head
for i = 1, 3000 do
  head = {value = i, rest = i % 100 ~= 0 and head or nil}
end
local n = 0
while head do n, head = n + head.value, head.rest end
print(n)

local text = ""
for i = 1, 3000 do
  text = (text .. "item" .. i):sub(-40)
end
print(text)
