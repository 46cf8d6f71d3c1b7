local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

local x = 1
do local x = x + 1 print(x) do local x = x * 10 print(x) end print(x) end
print(x)
local function f(x) x = x + 1 local x = x * 2 return x end
print(f(1), x)
local function fact(n) return n < 2 and 1 or n * fact(n - 1) end
print(fact(5))
local g = function(n) return g end
print(g(1))
local a, a, b = 1, 2, 3
print(a, b)
local function p(a, a) return a end
print(p(1, 2))
local y = y
print(y)
for i = 1, 2 do local i = i + 1 io.write(i, " ") end print()
do local t = {} function t.f() return t end function t:g() return self == t end print(t.f() == t, t:g()) end
local counter = 0
local function make() counter = counter + 1 local mine = counter return function() mine = mine + 1 return mine, counter end end
local m1, m2 = make(), make()
print(m1()) print(m2()) print(m1())
local self = "outer"
local o = {name = "o"}
function o:m() local self = self.name return self end
function o.n(self) return self end
print(o:m(), o.n("given"), self)
if true then local x = "inner" end
print(x)
repeat local z = 5 until z == 5
print(z)
try("local x <= 1", "local function x.y() end", "local function x:y() end", "function x.y.z() end", "function x:y:z() end", "function x.y:z() end", "function x:y.z() end")
try("local function () end", "function () end", "function f end", "function f(", "function f(a", "function f(a,", "function f(1) end", "function f(a b) end", "function f(a,) end")
