-- table.pack and table.move.
local t = table.pack() print(t.n, #t, t[1])
t = table.pack(1, nil, 3, nil) print(t.n, t[1], t[2], t[3], t[4])
t = table.pack(nil) print(t.n, next(t))
t = table.pack("a", "b") print(t.n, #t, table.concat(t, ","), table.unpack(t, 1, t.n))
print(select("#", table.unpack(table.pack(nil, nil, nil), 1, 3)), table.pack(table.unpack({1, 2, 3})).n)
local function pass(...) local p = table.pack(...) return table.unpack(p, 1, p.n) end
print(pass(1, nil, nil), select("#", pass(nil, nil)))
local function show(t, n) local r = {} for i = 1, n do r[i] = tostring(t[i]) end return table.concat(r, " ") end
