-- Recursion without end is an error that can be caught, again and again.
local function text(m) return (tostring(m):gsub("[^%s:]+:%d+: ", ""):gsub("\n.*", ""):gsub(" %(.*", "")) end
local function show(ok, m) print(ok, text(m)) end
local function loop() return 1 + loop() end
for _ = 1, 3 do show(pcall(loop)) end
local function mutual(n) local function f() return (mutual(n + 1)) end return (f()) end
show(pcall(mutual, 1))
local function wide(...) return 1 + wide(...) end
show(pcall(wide, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
local t = setmetatable({}, {__index = function(t, k) return t[k .. ""] end})
show(pcall(function() return t.x end))
t = setmetatable({}, {__newindex = function(t, k, v) t[k] = v end})
show(pcall(function() t.x = 1 end))
t = setmetatable({}, {__add = function(a, b) return a + b end, __concat = function(a, b) return a .. b end,
  __lt = function(a, b) return a < b end, __unm = function(a) return -a end,
  __eq = function(a, b) return a == b end, __call = function(self) return 1 + self() end})
show(pcall(function() return t + 1 end))
show(pcall(function() return t .. "" end))
show(pcall(function() return t < t end))
show(pcall(function() return -t end))
show(pcall(function() return t == setmetatable({}, getmetatable(t)) end))
show(pcall(function() return t() end))
local function by_pcall() local ok, m = pcall(by_pcall); if not ok then error(m, 0) end return m end
show(pcall(by_pcall))
local function by_sort() table.sort({1, 2, 3}, function(a, b) by_sort(); return a < b end) end
show(pcall(by_sort))
local function by_gsub() return (string.gsub("x", "x", by_gsub)) end
show(pcall(by_gsub))
local function by_tostring() return tostring(setmetatable({}, {__tostring = by_tostring})) end
show(pcall(by_tostring))
local function by_wrap() return coroutine.wrap(by_wrap)() end
show(pcall(by_wrap))
local function by_load() local f, m = load(by_load); error(m, 0) end
show(pcall(by_load))
-- In a coroutine, with a handler, and from inside handlers.
show(coroutine.resume(coroutine.create(loop)))
show(xpcall(loop, function(m) return "handled " .. text(m) end))
show(xpcall(loop, function(m) return select(2, pcall(loop)) end))
-- Loops of tables.
t = {}
setmetatable(t, t).__index = t
show(pcall(function() return t.x end))
t = {}
setmetatable(t, t).__newindex = t
show(pcall(function() t.x = 1 end))
-- A deep but finite recursion works.
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(10000))
