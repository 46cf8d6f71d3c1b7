-- Arguments and results of any number.
local unpack = table.unpack or unpack
local function count(...) return select("#", ...) end
local function pass(...) return ... end
local function drop(a, b, ...) return ... end
local function first(...) return (...) end
local function pack(...) return {...}, select("#", ...) end
print(count(), count(nil), count(nil, nil), count(pass()), count(pass(nil, nil), pass(nil, nil)))
print(first(), first(nil), (first(1, 2)), first(pass(3, 4)))
print(drop(1, 2, 3, 4), count(drop(1)), count(drop(1, 2)), count(drop(1, 2, nil)))
for _, n in ipairs {0, 1, 5, 49, 50, 51, 199, 254, 255, 256, 1000, 7000} do
  local t = {}
  for i = 1, n do t[i] = i end
  local u, m = pack(pass(unpack(t)))
  print(n, count(unpack(t, 1, n)), m, #u, u[n], (select(-1, 0, unpack(t))), count(0, unpack(t)), count(unpack(t), 0))
end
print(select(2, "a", "b", "c"))
print(select(-2, "a", "b", "c"))
print(count(select(4, "a", "b", "c")), count(select(3, "a", "b", "c")))
print(pcall(function() select(0) end))
print(pcall(function() select(-4, "a", "b", "c") end))
print(select("#"), select("#", nil), select("#", nil, nil))
-- Missing and extra arguments.
local function three(a, b, c) return a, b, c end
print(three())
print(three(1))
print(three(1, 2, 3, 4))
print(three(pass(1, 2), pass(3, 4)))
print((three(1, 2, 3)))
print(#{three(1, 2, 3), three(4, 5, 6)} == 4)
-- Recursion with varargs.
local function sum(a, ...) if not a then return 0 end return a + sum(...) end
local t = {}
for i = 1, 200 do t[i] = i end
print(sum(unpack(t)))
local function reverse(...)
  if count(...) == 0 then return end
  local function push(x, ...) local n = count(...); if n == 0 then return x end local a = {...}; a[n + 1] = x; return unpack(a) end
  return push((...), reverse(select(2, ...)))
end
print(reverse(1, 2, 3, 4, 5))
-- Varargs in coroutines and metamethods.
print(coroutine.wrap(function(...) return count(...), ... end)(nil, 2, nil))
local callable = setmetatable({}, {__call = function(self, ...) return count(...), ... end})
print(callable(), callable(nil), callable(1, nil))
print(pcall(callable, 1, nil, 3))
print(#{unpack({}, 1, 300)} <= 300, count(unpack({}, 1, 300)), count(unpack({1, 2}, 2)), count(unpack({1, 2}, 3)), count(unpack({}, -5, 5)))
