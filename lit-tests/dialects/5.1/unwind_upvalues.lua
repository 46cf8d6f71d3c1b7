-- Errors and the variables of the functions they leave: closures keep them.
local kept = {}
local function make(n)
  local x = n
  kept[#kept + 1] = function(d) x = x + d; return x end
  if n == 0 then error("bottom", 0) end
  local y = n * 10
  kept[#kept + 1] = function() y = y + 1; return x, y end
  return make(n - 1), x, y
end
print(pcall(make, 4))
for i, f in ipairs(kept) do print(i, f(1)) end
for i, f in ipairs(kept) do print(i, f(1)) end

-- Loop variables, one for each round.
local fs = {}
print(pcall(function()
  for i = 1, 5 do
    local j = i * i
    fs[i] = function() j = j + i; return i, j end
    if i == 3 then error("third", 0) end
  end
end))
for _, f in ipairs(fs) do print(f()) end
for _, f in ipairs(fs) do print(f()) end

-- Shared by two closures, one of them from a coroutine that has failed.
local get, set
local co = coroutine.create(function()
  local shared = "before"
  get, set = function() return shared end, function(v) shared = v end
  coroutine.yield(get())
  set("in coroutine")
  error("dead", 0)
end)
print(coroutine.resume(co))
set("outside")
print(get())
print(coroutine.resume(co))
print(get())
set("after death")
print(get(), coroutine.status(co))

-- The stack grows while variables are captured.
local function grow(n, f) local a, b, c, d, e, g = n, n, n, n, n, n; if n == 0 then return f() end return (grow(n - 1, f)) end
local v = 1
local function inc() v = v + 1; return v end
print(grow(3000, inc), v)
print(pcall(grow, 3000, function() v = v + 1; error(v, 0) end))
print(v, inc())
local function captured(n)
  local here = n
  local function up() here = here + 1; return here end
  if n == 0 then return up() end
  local below = captured(n - 1)
  return up() + below, here
end
print(captured(2000))
-- After an error the slots are used again, without disturbing what has been captured.
local function fill() local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8; return a + b + c + d + e + f + g + h end
local closed
pcall(function() local p, q = "p", "q"; closed = function() return p, q end; error() end)
fill()
print(closed())
