-- Bitwise operators: shifts of all widths, floats with integral values.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local h = 0
for i = 1, 400 do
  local s = i % 140 - 70
  h = h * 31 + ((i << s) ~ (-i >> s)) + (h & 0xff) + (~i | s)
end
print(h)

local function crc(n)
  local c = n
  for _ = 1, 8 do
    if c & 1 ~= 0 then c = 0xedb88320 ~ (c >> 1) else c = c >> 1 end
  end
  return c
end
local sum = 0
for i = 0, 255 do sum = sum ~ crc(i) * (i + 1) end
print(sum)

local f = 0
for i = 1, 300 do f = f + ((i + 0.0) & 15) + (2.0 ~ i) end
print(f)
print(pcall(function()
  local s = 0
  for i = 1, 300 do s = s + ((i < 250 and 2.0 or 2.5) | 1) end
  return s
end))
