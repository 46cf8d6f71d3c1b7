-- Builtins that programs call in loops, with the usual arguments and with others, for one result.
local byte, char, sub, len = string.byte, string.char, string.sub, string.len
local floor, ceil, sqrt, abs = math.floor, math.ceil, math.sqrt, math.abs
local max, min, fmod = math.max, math.min, math.fmod
local function show(v) if v ~= v then return "nan" end return tostring(v) end
local function try(f, ...)
  local ok, result = pcall(f, ...)
  return ok and show(result) or result
end

local s = "hello"
for i = -6, 7 do
  local b = byte(s, i)
  local p = sub(s, i)
  local q = sub(s, i, 3)
  local r = sub(s, 2, i)
  print(i, b, p, q, r, #sub(s, i, i))
end
local whole = sub(s, 1, -1)
print(whole == s, sub(s, 2.0, 3.0), byte(s, 2.0), byte(s), byte("", 1), sub("", 1, 1) == "")
print(sub(s, -1e15, 1e15), byte(s, 1e15), sub(s, "2", "3"), byte(s, "2"), sub(12345, 2, 3), len(12345), byte(7))
print(try(function() local x = sub(s, {}) return x end))
print(try(function() local x = byte(s, 1, {}) return x end))
print(try(function() local x = sub() return x end))
print(try(function() local x = len(nil) return x end))
local long = ("0123456789"):rep(30)
local piece = sub(long, 2, 290)
print(#piece, #sub(long, 300), sub(long, 299) .. "|" .. sub(long, 301) .. "|")

local c = char(72, 105)
local empty = char()
print(c, empty == "", char(0) == "\0", #char(1, 2, 3, 4), #char(1, 2, 3, 4, 5), char("65", 66.0))
print(try(function() local x = char(256) return x end))
print(try(function() local x = char(1, -1) return x end))
print(try(function() local x = char(1, 2, "x") return x end))

for _, x in ipairs({0, -0.5, 2.5, -2.5, 7, -7, 1e100, -1e100, 1 / 0, -1 / 0, 0 / 0, 2 ^ 53 + 1, 2 ^ 63, -2 ^ 63}) do
  local f, g, h, r = floor(x), ceil(x), abs(x), sqrt(abs(x))
  print(show(f), show(g), show(h), show(r))
end
print(show(1 / floor(0.0)), show(floor("2.7")), show(ceil("0x10")), show(abs("-3")), show(sqrt("16")))
print(try(function() local x = floor({}) return x end))
print(try(function() local x = sqrt() return x end))
print(try(function() local x = abs(nil) return x end))
print(try(function() local x = ceil("abc") return x end))

print(show(max(1, 2)), show(max(2, 1)), show(max(1.5, 1)), show(min(1, 1.0)), show(max(1, 1.0)), show(min(2, -2)))
print(show(max(0 / 0, 1)), show(max(1, 0 / 0)), show(min(0 / 0, 1)), show(min(1, 0 / 0)))
print(show(max(3)), show(max(1, 5, 3)), show(min(4, 2, 8)), show(max(2 ^ 53, 2 ^ 53 + 1)))
print(try(function() local x = max() return x end))
print(try(function() local x = min(1, {}) return x end))
print(show(fmod(7, 3)), show(fmod(-7, 3)), show(fmod(7, -3)), show(fmod(7.5, 2)), show(fmod(-6, 2.5)), show(fmod(5, 1 / 0)))
print(show(fmod(1.0, 0)), try(function() local x = fmod(1) return x end))
print(try(function() local x = fmod("a", 1) return x end))

local n, m, o = tonumber(5), tonumber(2.5), tonumber("x")
print(n, m, o, tonumber("10", 2), tonumber(" 7 "), try(function() local x = tonumber() return x end))

-- Hooks see the calls.
local calls = 0
debug.sethook(function() calls = calls + 1 end, "c")
local x = floor(2.5)
x = byte(s, 1)
x = sub(s, 1, 2)
debug.sethook()
print(calls)
-- Another function in the variable.
local f = floor
for i = 1, 3 do
  local y = f(i + 0.5)
  print(y)
  f = i == 1 and ceil or function(z) return "own " .. z end
end
local total = 0
for i = 1, 300 do
  local ch = sub(long, i, i)
  total = total + byte(ch) + len(ch) + floor(i / 3) + max(i, 100) - min(i, 50)
end
print(total)
