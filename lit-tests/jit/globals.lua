-- Globals read, written and redefined under a trace.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

count = 0
function step(n) return n + 1 end
for i = 1, 600 do
  count = step(count)
  if i == 200 then function step(n) return n + 10 end end
  if i == 300 then count = count + 0.5 end
  if i == 400 then step = math.floor end
  if i == 500 then step = nil; step = function(n) late = (late or 0) + 1 return n - 1 end end
end
print(count, late)

local ok, message = pcall(function()
  for i = 1, 300 do
    count = step(count)
    if i == 250 then step = nil end
  end
end)
print(ok, message)

for i = 1, 300 do
  if i == 150 then setmetatable(_G, {__index = function(_, k) return #k end}) end
  if i > 150 then count = count + undefined_name else count = count + 1 end
end
setmetatable(_G, nil)
print(count)
