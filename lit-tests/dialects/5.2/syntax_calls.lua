local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("f()", "f(1)", "f(1,)", "f(,)", "f(1 2)", "f(", "f(1", "f(1,", "f)", "f{", "f{}", "f''", "f[[]]", "f'' ''", "f{}{}''()", "f 1", "f nil")
try("f\n()", "f\n(1)", "x = f\n(g)", "f(\n)", "f\n''", "f\n{}", "x = f\n.y\n(1)", "x = f\n:y\n(1)", "f()\n(g)()", "x = y\n(f or g)()", "(f)\n(g)")
try("a.b.c()", "a.b:c()", "a:b:c()", "a:b.c()", "a:b().c:d()", "a:b", "a:b 1", "a:1()", "a:()", "a:b''", "a:b{}", "a::b()", "a.b:c''.d()")
try("'x':upper()", "('x'):upper()", "{}.x()", "({}).x()", "function() end()", "(function() end)()", "1()", "...()", "(...)()", "nil.x()")
try("f(\n1\n2)", "f(\n1,\n2", "x = f(\n(\n1", "f(function(\n) \n", "f(a.\nb", "x = {f(\n}")
local log = {}
local mt = {__index = function(t, k) log[#log + 1] = k; return t end, __call = function(t, self, ...) log[#log + 1] = select("#", ...); return t end}
local o = setmetatable({}, mt)
local _ = o.a.b:c(1, 2).d"x"{}:e()
print(table.concat(log, " "))
print((function(...) return select("#", ...) end)(nil, nil), #{(function() return 1, 2, 3 end)()}, #{((function() return 1, 2, 3 end)())})
print(("%d"):format(3), #"abc", ("x"):rep(3), ({10, 20})[2], (function() return "called" end)())
