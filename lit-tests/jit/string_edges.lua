-- string.byte and string.sub outside the string; numbers that become strings.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s, x = "", 0
for i = 1, 400 do
  x = x + (string.byte(s, 1) or 1000)
  if i == 200 then s = "A" end
end
print(x)

local text, n, count = "hello", 0, 0
for i = -8, 300 do
  n = n + (text:byte(i) or 0) + #text:sub(i) + #text:sub(1, i) + #text:sub(i, 3)
  if not text:byte(i) then count = count + 1 end
end
print(n, count)

local parts = {}
for i = 1, 300 do
  local v = i % 3 == 0 and i or i % 3 == 1 and i + 0.0 or -i / 0
  parts[#parts + 1] = v .. ";"
end
print(#table.concat(parts), parts[1], parts[2], parts[3], parts[300])
print(pcall(function() local v = "a" for i = 1, 300 do local w = v .. i if i == 250 then v = nil end end end))
