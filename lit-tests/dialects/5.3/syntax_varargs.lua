local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("x = ...", "function f() return ... end", "function f(...) return ... end", "function f(a, ...) end", "function f(..., a) end", "function f(... a) end", "function f(...", "function f(...,) end")
try("function f(...) return function() return ... end end", "local f = function() return (...) end", "x = {...}", "... = 1", "local ... = 1", "for ... in x do end", "f(...)", "x = ... + 1", "x = ....y")
local function count(...) return select("#", ...) end
local function pass(...) return ... end
print(count(), count(nil), count(nil, nil), count(pass()), count(pass(nil)), count((pass())), count(pass(), pass(1, 2)))
local function first(a, ...) return a, count(...) end
print(first()) print(first(1)) print(first(1, 2, 3))
local function middle(...) local a, b = ... return b, a, ... end
print(middle(1, 2, 3))
print(pass(1, pass(2, 3), pass(4, 5)))
local function both(...) local t = {...} return #t, ... end
print(both("a", "b"))
local function tail(n, ...) if n == 0 then return ... end return tail(n - 1, n, ...) end
print(tail(5))
print((load("return ..."))(7, 8, 9))
local function no_table(...) return type(arg) end print(no_table(1, 2))
print(pcall(load("local function f(...) return ...\n + 1 end return f()", "=v")))
local many = {}
for i = 1, 300 do many[i] = i end
print(count(table.unpack(many)), (select(300, table.unpack(many))))
