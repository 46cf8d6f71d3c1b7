-- Upvalues that several functions share, through levels of nesting and after their scope has ended.
local function counter(start)
  local n = start
  local function inc(d) n = n + (d or 1) return n end
  local function dec() n = n - 1 return n end
  local function get() return n end
  return inc, dec, get
end
local inc, dec, get = counter(10)
print(inc(), inc(5), dec(), get())
local inc2, _, get2 = counter(0)
print(inc2(), get2(), get())
local function levels()
  local a = 1
  return function()
    local b = 2
    return function()
      local c = 3
      return function(x)
        a, b, c = a + x, b + a, c + b
        return a, b, c
      end
    end
  end
end
local l = levels()
local m1, m2 = l()(), l()()
print(m1(1)) print(m2(1)) print(m1(1)) print(l()()(0))
-- parameters and varargs
local function keep(a, b, ...)
  local extra = { ... }
  return function(v) a = v or a return a, b, #extra, extra[1] end
end
local k = keep(1, 2, 3, 4)
print(k()) print(k(9)) print(k())
-- recursion: each activation has its own
local made = {}
local function recurse(n)
  local v = n * n
  made[n] = function() v = v + 1 return v end
  if n > 1 then recurse(n - 1) end
  v = v + 1000
end
recurse(3)
print(made[1](), made[2](), made[3](), made[3]())
-- mutual recursion through upvalues
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(7), even(7))
-- many upvalues
local a1, a2, a3, a4, a5, a6, a7, a8, a9, a10 = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
local function sum() return a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 end
local function bump() a1, a10 = a1 + 1, a10 * 2 end
print(sum()) bump() print(sum())
-- errors leave variables as they were, closed
local function failing()
  local v = "before"
  local function set(x) v = x end
  local function read() return v end
  pcall(function() set("during") error("x") end)
  return read, set
end
local read, set = failing()
print(read()) set("after") print(read())
local captured
pcall(function() local z = 1 captured = function() z = z + 1 return z end error("leave") end)
print(captured(), captured())
-- tail calls close what they leave
local function tail(n) local q = n local f = function() q = q + 1 return q end if n == 0 then return f end return tail(n - 1) end
print(tail(3)(), tail(0)())
local function returns_many() local p = 1 local f = function() return p end p = 2 return f(), p, f end
print(returns_many() == 2, (select(3, returns_many()))())
