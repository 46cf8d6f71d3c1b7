-- Functions of the math library in compiled loops, with operands of both kinds.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s, n = 0, 0
for i = -300, 300 do
  local x = i / 4
  n = n + math.floor(x) * 3 + math.ceil(x) + math.abs(i) + (math.tointeger(x) or 1000)
  s = s + math.sqrt(math.abs(x)) + math.abs(x) + math.max(x, 1.5) + math.min(x, -2.5)
  n = n + math.max(i, 5, -i) + math.min(i, -5, 3)
  s = s + math.sin(x) * math.cos(x) + math.exp(x / 100) + math.fmod(x, 3)
end
print(n, string.format("%.6f", s))

local k = 0
for i = 1, 300 do
  local y = i == 250 and 1e300 or i == 280 and -math.huge or i + 0.5
  local f = math.floor(y)
  if math.type(f) == "integer" then k = k + f else k = k + 0.5 end
end
print(k)
print(pcall(function() local v = 1.5 for i = 1, 300 do v = math.floor(v) + 0.5 if i == 250 then v = {} end end end))
