-- Local variables by number: of levels, of coroutines, with loops and blocks.
local function names(level)
  local list = {}
  local n = 1
  while true do
    local name, value = debug.getlocal(level + 1, n)
    if type(value) == "function" then value = "function" end
    if not name then break end
    if name:sub(1, 1) ~= "(" then
      list[#list + 1] = name .. "=" .. (type(value) == "table" and "table" or tostring(value))
    end
    n = n + 1
  end
  print(table.concat(list, " "))
end
local function f(a, b)
  names(1)
  local c = a
  names(1)
  do
    local d = b
    local a = "inner"
    names(1)
  end
  for i = 1, 2 do
    local sq = i * i
    names(1)
  end
  for k, v in ipairs{"x"} do names(1) end
  while true do
    local w = 1
    names(1)
    break
  end
  local g = function(p) names(1) return p end
  g(5)
  names(1)
  return a, b, c
end
f(1)
print((debug.getlocal(1, 1)))
local function set(a, b)
  print(debug.setlocal(1, 1, "A"), debug.setlocal(1, 2, nil), debug.setlocal(1, 30, 0))
  return a, b
end
print(set(1, 2))
local function outer()
  local x, y = 1, 2
  local function inner() print(debug.setlocal(2, 2, "changed")) end
  inner()
  return x, y
end
print(outer())
local co = coroutine.create(function(p, q)
  local r = p + q
  coroutine.yield(r)
  return p, q, r
end)
print(coroutine.resume(co, 10, 20))
for i = 1, 3 do print(debug.getlocal(co, 1, i)) end
print(debug.setlocal(co, 1, 3, "new"), debug.setlocal(co, 1, 9, "new"))
print(coroutine.resume(co))
print(pcall(debug.getlocal, 50, 1))
print(pcall(debug.setlocal, 50, 1, 2))
print(pcall(debug.getlocal, co, 5, 1))
print(pcall(debug.setlocal, 1, 1))
print(pcall(debug.getlocal, "x", 1))
print(pcall(debug.getlocal, 1, "x"))
print(pcall(debug.getlocal, 1))
