local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("function f(...t) return t end", "function f(a, ...t) return t.n end", "function f(...t, a) end", "function f(... t) end", "function f(...t) t = 1 end", "function f(...1) end", "function f(...t) local t = 1 t = 2 end", "function f(...t) return ... end")
try("function f(...t) return function() return t end end", "function f(...t) return function() return ... end end", "function f(...t) t.x = 1 end", "function f(...self) end", "local f = function(...t) return #t end")
local function count(...t) return t.n, t[1], t[t.n] end
print(count()) print(count(nil)) print(count(1, nil, 3)) print(count("a", "b"))
local function keep(...t) return t end
local kept = keep(1, 2, 3)
print(kept.n, kept[2], #kept, type(kept))
local function change(...t) t[1] = "changed" t[#t + 1] = "added" return t.n, ... end
print(change(1, 2))
local function resize(...t) t.n = 1 return ... end
print(resize(1, 2, 3))
local function inner(...t) return (function() return t[2], t.n end)() end
print(inner("x", "y"))
local function names(...t) return t.x, t["n"], t[1.0], t[0], t[-1], t[100], t[1.5], t["1"] end
print(names(7, 8))
local function loop(...t) local s = 0 for i = 1, t.n do s = s + t[i] end return s end
print(loop(1, 2, 3, 4), loop())
local function fixed(a, b, ...rest) return a, b, rest.n, rest[1] end
print(fixed(1)) print(fixed(1, 2, 3, 4))
print(pcall(function(...t) t.n = -1 return ... end, 1))
print(pcall(function(...t) t.n = "x" return ... end, 1))
print(select("#", (function(...t) return ... end)(nil, nil)))
