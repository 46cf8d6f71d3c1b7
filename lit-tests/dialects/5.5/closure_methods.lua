-- Functions as values: methods, defaults, currying, memoisation, variadic wrappers.
local function curry(f, ...)
  local bound, n = { ... }, select("#", ...)
  return function(...)
    local args, m = {}, select("#", ...)
    for i = 1, n do args[i] = bound[i] end
    for i = 1, m do args[n + i] = (select(i, ...)) end
    return f((unpack or table.unpack)(args, 1, n + m))
  end
end
print(curry(math.max, 3)(1, 2), curry(string.rep, "ab")(2), select("#", curry(function(...) return ... end, nil)(nil, nil)))
local function compose(...)
  local fs = { ... }
  return function(...)
    local function apply(i, ...) if i == 0 then return ... end return apply(i - 1, fs[i](...)) end
    return apply(#fs, ...)
  end
end
print(compose(tostring, function(x) return x * 2 end, function(a, b) return a + b end)(3, 4))
local function memoise(f)
  local cache, hits = {}, 0
  return function(x)
    local v = cache[x]
    if v == nil then v = f(x) cache[x] = v else hits = hits + 1 end
    return v
  end, function() return hits end
end
local fib, hits
fib, hits = memoise(function(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end)
print(fib(30) == 832040, hits())
local object = { n = 1 }
function object:add(d) self.n = self.n + d return self end
function object.static(d) return d end
object.nested = { deep = {} }
function object.nested.deep:get(k) return self == object.nested.deep, k end
print(object:add(2):add(3).n, object.static(4), object.nested.deep:get("k"))
local Account = {}
do
  local secrets = setmetatable({}, { __mode = "k" })
  function Account.open(b) local a = {} secrets[a] = b return a end
  function Account.deposit(a, x) secrets[a] = secrets[a] + x return secrets[a] end
end
local acc = Account.open(10)
print(Account.deposit(acc, 5), next(acc))
local function varargs(...)
  local a, b = ...
  local t = { n = select("#", ...), ... }
  return t.n, a, b, (select("#", nil, ...))
end
print(varargs()) print(varargs(1)) print(varargs(1, nil, 3)) print((varargs(nil, nil)))
local function iter(t) local i = 0 return function() i = i + 1 if t[i] ~= nil then return i, t[i] end end end
for i, v in iter({ "a", "b" }) do io.write(tostring(i), v, " ") end print()
local function fix(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(fix(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(10))
local env = {}
for i = 1, 3 do env["f" .. i] = function(...) return i, select("#", ...), ... end end
print(env.f1(), env.f2(1), env.f3(1, 2))
print((function(...) return select("#", ...) end)(nil, nil, (function() return 1, 2 end)()))
local s = ("x"):rep(3) local len = #s
print((function() local len = len + 1 return len, s end)())
