-- table.pack and table.move.
local t = table.pack() print(t.n, #t, t[1])
t = table.pack(1, nil, 3, nil) print(t.n, t[1], t[2], t[3], t[4])
t = table.pack(nil) print(t.n, next(t))
t = table.pack("a", "b") print(t.n, #t, table.concat(t, ","), table.unpack(t, 1, t.n))
print(select("#", table.unpack(table.pack(nil, nil, nil), 1, 3)), table.pack(table.unpack({1, 2, 3})).n)
local function pass(...) local p = table.pack(...) return table.unpack(p, 1, p.n) end
print(pass(1, nil, nil), select("#", pass(nil, nil)))
local function show(t, n) local r = {} for i = 1, n do r[i] = tostring(t[i]) end return table.concat(r, " ") end
print(show(table.move({1, 2, 3, 4, 5}, 2, 4, 1), 5), show(table.move({1, 2, 3, 4, 5}, 1, 3, 3), 5))
print(show(table.move({1, 2, 3}, 1, 3, 4), 6), show(table.move({1, 2, 3}, 1, 0, 5), 5), show(table.move({1, 2, 3}, 2, 3, 2), 3))
print(show(table.move({1, 2, 3}, 1, 3, 1, {}), 3), show(table.move({1, 2, 3}, 1, 3, 3, {9, 9}), 5), show(table.move({}, 1, 3, 1, {7, 8, 9}), 3))
local a = {1, 2, 3} print(table.move(a, 1, 3, 2) == a, show(a, 4), table.move(a, 1, 1, 1, a) == a)
print(pcall(function() table.move({}, 1, 2) end))
print(pcall(function() table.move(1, 1, 2, 3) end))
print(pcall(function() table.move({}, 1, 2, 3, 4) end))
print(pcall(function() table.move({}, "x", 2, 3) end))
print(pcall(function() table.move({}, 1.5, 2, 3) end))
local log = {}
local p = setmetatable({}, {__index = function(_, k) log[#log + 1] = "get " .. k return k end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. "=" .. tostring(v) end})
table.move(p, 1, 3, 2) table.move(p, 2, 3, 1) print(table.concat(log, "; "))
print(pcall(function() table.move({}, 1, math.maxinteger, 2) end))
print(pcall(function() table.move({}, 0, math.maxinteger, 2) end))
print(pcall(function() table.move({}, -1, math.maxinteger, 2) end))
print(pcall(function() table.move({}, math.mininteger, -1, 2) end))
print(pcall(function() table.move({}, 1, 2, math.maxinteger) end))
print(pcall(function() table.move({}, math.maxinteger - 2, math.maxinteger, math.maxinteger - 1) end))
print(type(table.move({}, math.maxinteger - 2, math.maxinteger, -10)), type(table.move({}, math.mininteger, math.mininteger + 1, -1)))
