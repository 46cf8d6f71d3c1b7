-- An accumulator that begins as an integer and becomes a float, and back.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local a = 0
for i = 1, 300 do a = a + i / 2 end
print(a, math.type(a))

local b = 0
for i = 1, 300 do
  if i > 150 then b = b + 0.5 else b = b + 1 end
end
print(b, math.type(b))

local c, kinds = 0, 0
for i = 1, 300 do
  c = i % 2 == 0 and c + 1 or c + 1.0
  if math.type(c) == "float" then kinds = kinds + 1 end
  if i % 50 == 0 then c = math.floor(c) end
end
print(c, math.type(c), kinds)
