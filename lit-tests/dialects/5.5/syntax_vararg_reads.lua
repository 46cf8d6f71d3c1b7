-- A named vararg parameter whose fields are only read.
local function f(k, ...t) return t[k], t[1], t.n, t.x, t["n"], ... end
print(f(2, "a", "b", "c"))
print(f(2.0, "a", "b", "c"))
print(f("n")) print(f(-1, 1)) print(f(0/0, 1)) print(f(math.mininteger, 1)) print(f(1.5, 5))
local function g(...t) return t end
print(g(1,2).n)
local function h(...t) local function i() return t[1] end return i(), t[2] end
print(h(7, 8))
local function s(...t) t[1] = 5 return ... end
print(s(1,2,3))
local function m(...t) return t.n end
print(m(1,nil,3))
local function key(...t) local u = {} return u[t], t[1] end
print(key(4))
local function c(...t) if t[1] then return t.n == 2 and t[2] or "no" end end
print(c(1,2), c(1), c())
local function deep(...t) return pcall(function() return t.x.y end) end
print(deep())
local function name(...t) return t.x.y end
print(pcall(name))
local function call(...t) return t.x() end
print(pcall(call))
print(pcall(load, "local function f(...t) t = 1 end"))
for i = 1, 60 do local a, b = (function(...t) local s = 0 for j = 1, t.n do s = s + t[j] end return s, t[i] end)(1,2,3,i) if i % 20 == 0 then print(a, b) end end
-- Reads of the fields alone make no table, in a binary chunk too.
local function reads(...t) return t[2], t.n, ... end
local again = load(string.dump(reads, true), "=x", "b")
print(again(1, 2, 3))
collectgarbage()
collectgarbage("stop")
local before = collectgarbage("count")
for i = 1, 100 do reads(i, i, i) end
print(collectgarbage("count") - before < 1)
