local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("function f() end", "function f.a() end", "function f.a:b() end", "function f() return end", "function f() return 1 end end", "function f(a, b, c) end", "local function f() return f end", "f = function() end", "f = function f() end")
try("function f(nil) end", "function f(a.b) end", "function f('a') end", "function f(a = 1) end", "function f(...) end", "function f(a, ..., b) end", "function 1() end", "function f[1]() end", "function (f)() end", "function f()() end", "local function f")
local t = {}
function t.a(x) return x end
function t:b(x) return self == t, x end
t.c = {}
function t.c.d(x) return "d", x end
function t.c:e(x) return self == t.c, x end
print(t.a(1), t:b(2)) print(t.c.d(3)) print(t.c:e(4)) print(t.b(nil, 5))
local function many(a, b, c) return a, b, c end
print(many(1)) print(many(1, 2, 3, 4)) print((many(1, 2)))
print(select("#", many()), select("#", (many())))
local function none() end
print(none(), (none()))
print(select("#", none()), select("#", (none())))
local function rec(n) if n == 0 then return "done" end return rec(n - 1) end
print(rec(10000))
print((function(...) return select("#", ...) end)(many(1, 2, 3), many(1, 2, 3)))
local compose = function(f, g) return function(...) return f(g(...)) end end
print(compose(tostring, function(x) return x + 1 end)(41))
print(type(function() end), (function() return "immediate" end)(), #(function(...) return {...} end)(1, 2, 3))
print(pcall(load("local function f() return g() end\nreturn f()", "=f")))
print(pcall(load("local t = {}\nfunction t:m() return self.x.y end\nreturn t:m()", "=f")))
print(pcall(load("return (function() return nil + 1 end)()", "=f")))
