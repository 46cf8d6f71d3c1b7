-- More values than a stack holds.
local unpack = table.unpack or unpack
local function show(ok, m) print(ok, (tostring(m):gsub("^.-:%d+: ", ""))) end
show(pcall(unpack, {}, 1, 1e7))
show(pcall(unpack, {}, 1, 1e8))
show(pcall(unpack, {}, 0, 2 ^ 31 - 1))
show(pcall(unpack, {}, -1e7, 1e7))
print(select("#", unpack({}, 1, 0)), select("#", unpack({}, 10, 1)), select("#", unpack({}, 1, 7000)))
print(select("#", string.byte(("x"):rep(7000), 1, -1)))
local function count(...) return select("#", ...) end
print(count(unpack({}, 1, 7000)), pcall(count, unpack({}, 1, 7000)))
print(coroutine.wrap(function(...) return count(...) end)(unpack({}, 1, 7000)) == 7000 or "no")
local co = coroutine.create(function() return unpack({}, 1, 1e7) end)
show(coroutine.resume(co))
-- Growing argument lists until nothing fits.
local function more(...) return more(unpack({}, 1, 2 * select("#", ...))) end
show(pcall(more, 1))
local function double(n, ...) if n == 0 then return select("#", ...) end return double(n - 1, ..., ...) end
print(double(10, 1, 2, 3))
local function pairup(n, ...) if n == 0 then return select("#", ...) end return pairup(n - 1, 0, 0, ...) end
print(pairup(500))
show(pcall(string.char, unpack({}, 1, 10)))
print(#string.char(unpack((function() local t = {} for i = 1, 5000 do t[i] = 65 end return t end)())))
print(math.max(unpack((function() local t = {} for i = 1, 5000 do t[i] = i % 4999 end return t end)())))
print(#table.concat({string.byte(("ab"):rep(1000), 1, -1)}, ","))
