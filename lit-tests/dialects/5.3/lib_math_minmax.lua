-- min and max: kinds of numbers, numerals, not-a-number, wrong arguments.
print(math.max(1), math.max(1, 2, 3), math.max(3, 2, 1), math.min(1, 2, 3), math.min(3, 2, 1), math.max(-1, -2), math.min(-1, -2))
print(math.max(1.5, 1), math.max(1, 1.5), math.min(1.5, 2), math.max(1, 1.0), math.max(1.0, 1), math.min(1, 1.0), math.min(1.0, 1))
print(math.max(1/0, 1), math.min(-1/0, 1), math.max(2^53, 2^53 + 1), math.max(1e308, 1e309), math.min(0, -0.0), math.max(-0.0, 0))
print(math.max(math.maxinteger, math.maxinteger + 0.0), math.min(math.mininteger, -2^63))
local nan = 0/0
print(math.max(1, nan) == 1, math.max(nan, 1) == math.max(nan, 1), math.min(nan, 1) ~= math.min(nan, 1), math.min(1, nan))
print(pcall(function() return math.max("10", 9) end))
print(pcall(function() return math.max("10", "9") end))
print(pcall(function() return math.max() end)) print(pcall(function() return math.min() end))
print(pcall(function() return math.max(1, {}) end)) print(pcall(function() return math.max({}, 1) end))
print(pcall(function() return math.min(1, nil) end)) print(pcall(function() return math.min(1, 2, "x") end))
print(pcall(function() return math.max(true) end)) print(pcall(function() return math.max(nil) end))
local t = {} for i = 1, 100 do t[i] = (i * 37) % 101 end
print(math.max((unpack or table.unpack)(t)), math.min((unpack or table.unpack)(t)))
local m = -1/0 for i = 1, 100 do m = math.max(m, t[i]) end print(m)
local n = 1/0 for i = 1, 100 do n = math.min(n, t[i] / 2) end print(n)
