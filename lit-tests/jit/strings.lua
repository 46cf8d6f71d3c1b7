-- Strings built, taken apart and compared in loops.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local s = ""
for i = 1, 300 do s = s .. i % 10 end
print(#s, s:sub(1, 20), s:sub(-5))

local h = 0
for i = 1, #s do h = (h * 31 + s:byte(i)) & 0xffffffff end
print(h)

local words, longest = {}, ""
for i = 1, 300 do
  local w = "w" .. i .. "-" .. i / 4
  words[i] = w
  if w > longest then longest = w end
end
print(longest, table.concat(words):len())

local n = 0
for i = 1, 300 do
  if words[i] == "w" .. i .. "-" .. i / 4 then n = n + 1 end
  if words[i] < "w2" then n = n + 1000 end
  if words[i]:sub(2, 2) == "1" then n = n + 1000000 end
end
print(n)
