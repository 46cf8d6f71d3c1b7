-- Lengths and tables that grow and shrink at both ends.
local t = {}
for i = 1, 100 do t[i] = i end
print(#t) for i = 100, 51, -1 do t[i] = nil end print(#t) t[#t + 1] = "x" print(#t, t[51])
local u = {n = 1, 10, 20, 30, [4] = 40} print(#u) u[5] = 50 print(#u) u.x = 1 print(#u)
print(#{}, #{nil}, #{1, 2, 3}, #{"a", n = 3}, #{{}, {}}, #{[1] = 1, [2] = 2})
print(#"", #"abc", #("x"):rep(100), #"a\0b")
local queue, head = {}, 1
for i = 1, 50 do queue[#queue + 1] = i if i % 3 == 0 then queue[head] = nil head = head + 1 end end
print(head, queue[head], queue[50])
local s = {} for i = 10, 1, -1 do s[i] = i end print(#s)
local f = {} for i = 1, 10 do f[i + 0.0] = i end print(#f, f[1], f[10.0])
print(#{1, 2, 3, nil}, #{n = 1}, #setmetatable({1, 2}, {}))
print(#setmetatable({1, 2}, {__len = function() return 10 end}))
print(pcall(function() return #5 end), pcall(function() return #nil end))
print(rawlen({1, 2}), rawlen("abc"), rawlen(setmetatable({1}, {__len = function() return 9 end})))
local mixed = {1, 2, 3, a = 1, b = 2, [10] = 10}
local n = 0 for _ in pairs(mixed) do n = n + 1 end print(n, #mixed)
table.insert(mixed, 4) print(#mixed, mixed[4]) table.remove(mixed) print(#mixed)
for i = 1, 20 do mixed[#mixed + 1] = i if #mixed > 9 then break end end print(mixed[4], mixed[9])
