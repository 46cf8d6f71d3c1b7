-- String functions in hot loops: positions, conversions, methods.
local text = "the quick brown fox jumps over the lazy dog"
local n = 0
for i = 1, #text do
  if text:sub(i, i) == "o" then n = n + i end
end
print(n)
local bytes = 0
for i = -#text, #text do
  local b = text:byte(i)
  if b then bytes = bytes + b end
end
print(bytes)
local parts = {}
for i = 1, 120 do
  parts[#parts + 1] = string.char(96 + i % 26 + 1) .. i .. "," .. i / 2
end
print(table.concat(parts, ";", 90, 100), #table.concat(parts))
-- positions from the end, outside, and numbers for strings
local out = {}
for i = 1, 60 do
  out[#out + 1] = text:sub(-i, -i + 1) .. string.sub(12345, i % 5 + 1, 4) .. ("x"):rep(i % 3)
end
print(table.concat(out, "|", 40))
-- find, match and gsub with their several results
local s, found = 0, 0
for i = 1, 80 do
  local from, to, word = text:find("(%a+) f", i % 12 + 1)
  if from then s, found = s + from * to, found + #word end
end
print(s, found)
local r
for i = 1, 60 do r = text:gsub("%a+", { the = "a", dog = i }) end
print(r)
local words = 0
for i = 1, 30 do
  for w in text:gmatch("%a+") do words = words + #w end
end
print(words)
local u = 0
for i = 1, 90 do
  local up = text:upper():lower():reverse()
  if up == text:reverse() then u = u + #string.format("%5d|%s|%q", i, i, "q" .. i) end
end
print(u)
-- numbers as strings, strings as numbers
local t = 0
for i = 1, 100 do t = t + tostring(i) * 1 + ("0x10" + 0) + tonumber(i .. "1") end
print(t)
-- order
local less = 0
for i = 1, 100 do
  if "a" .. i < "a" .. (i + 1) then less = less + 1 end
  if "b" <= "a" then less = less + 1000 end
end
print(less)
-- a method of strings added and removed while the loop runs
local calls = 0
for i = 1, 200 do
  if i == 100 then string.twice = function(x) return x .. x end end
  if i == 160 then string.twice = nil end
  if text.twice then calls = calls + #text:twice() end
end
print(calls)
print(pcall(function() local x for i = 1, 100 do x = ("a"):rep(i):nothing() end end))
