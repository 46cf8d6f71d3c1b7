-- Generic loops over functions of one's own, ipairs and pairs.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function range(n)
  return function(_, i) if i < n then return i + 1 end end, nil, 0
end
local s = 0
for round = 1, 20 do
  for i in range(50) do
    for j = 1, i % 3 do s = s + i * j end
  end
end
print(s)

local list = {}
for i = 1, 200 do list[i] = i * 2 end
local t = 0
for round = 1, 5 do
  for i, v in ipairs(list) do t = t + i * v end
end
print(t)

local proxy = setmetatable({}, {__index = function(_, i) if i <= 150 then return i end end})
local u = 0
for i, v in ipairs(proxy) do u = u + v end
print(u)
