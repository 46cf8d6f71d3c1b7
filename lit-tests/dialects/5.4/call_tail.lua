-- Tail calls need no stack.
local function down(n, ...) if n == 0 then return "done", select("#", ...) end return down(n - 1, ...) end
print(down(100000))
print(down(100000, 1, 2, 3))
local function even(n) if n == 0 then return true end return (function(m) return m end)(n), n end
local odd
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(100001), even(100000))
local function growing(n, ...) if n == 0 then return select("#", ...) end return growing(n - 1, n, ...) end
print(growing(200))
local function shrinking(a, ...) if select("#", ...) == 0 then return a end return shrinking(...) end
print(shrinking((table.unpack or unpack)({}, 1, 200)), shrinking(1, 2, 3))
-- Through methods, callables and natives.
local object = {n = 0}
function object:step(n) self.n = self.n + 1; if n == 0 then return self.n end return self:step(n - 1) end
print(object:step(50000))
local callable = setmetatable({}, {__call = function(self, n) if n == 0 then return "called" end return self(n - 1) end})
print(callable(50000))
local function through_pcall(n) if n == 0 then return "end" end return select(2, pcall(through_pcall, n - 1)) end
print(through_pcall(50))
local function through_select(n) if n == 0 then return "end" end return through_select(select(1, n - 1)) end
print(through_select(50000))
-- Not tail calls: parentheses, adjustments, operators.
local function paren(n) if n == 0 then return 1, 2 end return (paren(n - 1)) end
print(paren(100))
-- Upvalues of a frame that a tail call leaves.
local fs = {}
local function leave(n) local x = n; fs[#fs + 1] = function() x = x + 1; return x end; if n == 0 then return #fs end return leave(n - 1) end
print(leave(5))
for i = 1, #fs do io.write(fs[i](), " ", fs[i](), " ") end
print()
-- Errors in and after tail calls.
local function fails(n) if n == 0 then error("at the end") end return fails(n - 1) end
print(pcall(fails, 100))
local function caller() return fails(0) end
print(pcall(caller))
local function level2() error("blamed", 2) end
local function tail_to_level2() return level2() end
local function plain_to_level2() local r = level2() end
print(pcall(function() local r = plain_to_level2() end))
print(pcall(function() return (tail_to_level2()) end))
print(pcall(function() return nil + 1 end))
print(pcall(function() local x; return x() end))
print(pcall(function() local t = {}; return t.x.y() end))
print(pcall(function() return ("x")() end))
-- Tail calls in coroutines.
local co = coroutine.wrap(function(n) local function f(n) if n == 0 then return coroutine.yield("bottom") end return f(n - 1) end return f(n) end)
print(co(50000))
print(co("answer"))
