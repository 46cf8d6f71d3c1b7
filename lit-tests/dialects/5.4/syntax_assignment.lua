local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("x, y = 1, 2", "x, y = 1", "x = 1, 2", "x.y, z[1], w = f()", "x, = 1", "x y = 1", "x = y = 1", "x == 1", "x += 1", "x, y")
try("f() = 1", "f(), x = 1", "x, f() = 1", "(x) = 1", "x, (y) = 1", "(x).y = 1", "f().y = 1", "f{}.y, f''.z = 1", "x:y = 1", "x:y() = 1")
try("nil = 1", "true, x = 1", "'x' = 1", "{} = 1", "... = 1", "x[1 = 1", "x[] = 1", "x. = 1", "x.1 = 1", "5 = x", "-x = 1", "#x = 1")
local a, i, t = 1, 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2])
local x, y, z = 1, 2, 3
x, y, z = z, x, y
print(x, y, z)
local o = {p = {q = 1}}
local p = o.p
o.p, o.p.q, p = nil, 5, o
print(o.p, p == o)
local u = {}
do local v = u; v, v.x = {}, 7 end
print(u.x)
local r = {1, 2}
r, r[1], r[2] = nil, r[2], r[1]
print(r)
local function two() return 1, 2 end
local b, c, d, e = two(), two()
print(b, c, d, e)
local f, g, h = (two())
print(f, g, h)
