-- Numbers as keys: floats with integer values, zeros, large and fractional keys, traversal.
local t = {}
t[1] = "one" t[1.0] = "float one" t[2^31] = "a" t[2^53] = "b" t[-1] = "minus" t[0] = "zero" t[0.5] = "half"
print(t[1], t[1.0], t[2147483648], t[9007199254740992], t[-1.0], t[0.0], t[-0.0], t[0.5], #t)
t[-0.0] = "minus zero"
print(t[0], t[0.0])
local keys = {}
for k, v in pairs(t) do keys[#keys + 1] = tostring(k) .. "=" .. v end
table.sort(keys)
print(table.concat(keys, " "))
print(pcall(function() t[0 / 0] = 1 end))
print(pcall(function() t[nil] = 1 end))
print(t[0 / 0], t[nil], pcall(rawset, t, 0 / 0, 1))
print(pcall(rawset, t, nil, 1))
local a = {}
for i = 1, 10 do a[i] = i * i end
for i = 1, 10 do a[i + 0.0] = a[i / 1] + 1 end
print(#a, a[1], a[10.0], a[10])
local sum = 0
for i, v in ipairs(a) do sum = sum + i * v end
print(tostring(sum), tostring(next({ 5 })), tostring((next({ [3.0] = 1 }))), tostring(next({ [2^70] = 1 })))
local x = {}
for i = 10, 1, -1 do x[i] = i end
print(#x, x[1], x[10])
for i = 0.5, 3, 0.5 do x[i] = i end
print(x[0.5], x[1], x[1.5], x[2.0], x[3])
print(({ 10, 20, 30 })[2], ({ 10, 20, 30 })[2.0], ({ 10, 20, 30 })[2.5], ({ [1] = "a", [1.0] = "b" })[1])
local big = { [2^63] = 1, [-2^63] = 2, [1e300] = 3, [1 / 0] = 4, [-1 / 0] = 5 }
print(big[2^63], big[-2^63], big[1e300], big[1 / 0], big[-1 / 0])
for i = 1, 300 do x[i] = nil end
print(next(x) ~= nil, x[0.5], #x)
local seen = setmetatable({}, { __index = function(_, k) return tostring(k) end })
print(seen[1], seen[1.0], seen[255], seen[256], seen[-1], seen[2^40], seen[0.5], seen["1"])
local m = { [math.maxinteger] = "max", [math.mininteger] = "min" }
print(m[math.maxinteger], m[math.mininteger], m[2^63], m[-2^63], m[math.maxinteger + 0.0])
for k in pairs({ [1.0] = 0 }) do print(k, math.type(k)) end
for k in pairs({ [2^53] = 0 }) do print(k, math.type(k)) end
for k in pairs({ [2^63] = 0 }) do print(k, math.type(k)) end
