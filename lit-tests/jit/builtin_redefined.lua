-- A builtin that traces know as an operation is replaced.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s = 0
for i = 1, 600 do
  s = s + math.floor(i / 2)
  if i == 300 then math.floor = function(x) return x * 1000 // 1 | 0 end end
  if i == 450 then math.floor = math.ceil end
end
print(s)

local n = 0
for i = 1, 400 do
  if type(i) == "number" then n = n + 1 end
  if i == 200 then type = function() return "thing" end end
end
print(n)
