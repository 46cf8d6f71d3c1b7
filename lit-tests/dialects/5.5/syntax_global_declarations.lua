local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("global x", "global x, y", "global x = 1", "global *", "global <const> x", "global x <const>", "global <const> *", "global function f() end", "global", "global 1", "global x.y", "global = 1", "global()", "global.x = 1", "global 'x'")
try("global x x = 1", "global x y = 1", "global x print(x)", "global print print(1)", "global x <const> x = 1", "global <const> * x = 1", "global * x = 1", "global x do y = 1 end", "do global x end y = 1", "global x function f() y = 1 end")
try("global x <close>", "global x <foo>", "global <close> *", "global x, y <const> y = 1", "global f function f() end", "global function f() g() end", "local global = 1", "global global", "global function global() end", "local x global x x = 1")
try("global x local x x = 1 y = 1", "global none", "global none x = 1", "global * global x y = 1", "global x global * y = 1", "global x <const> = 1", "global x, y = 1, 2, 3", "global a.b", "global function a.b() end", "global function a:b() end")
global print, pcall, load, tostring, select
global counter = 10
global function bump() counter = counter + 1 return counter end
print(bump(), bump(), counter)
print(pcall(load("global counter = 5", "=again")))
print(pcall(load("global function bump() end", "=again")))
print(pcall(load("global fresh = 5 return fresh", "=again")))
print(pcall(load("\n\nglobal p, q\n= 1,\n2 return p, q", "=again")))
do global * somewhere = 3 print(somewhere) end
print(load("global print print(somewhere)", "=s"))
local function f() global x x = 5 return x end
print(f())
