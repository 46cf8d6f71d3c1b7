-- The lines on which functions have code.
local function lines(f)
  local t = debug.getinfo(f, "L").activelines
  if not t then print(t) return end
  local list = {}
  for line, v in pairs(t) do list[#list + 1] = line .. (v == true and "" or "?") end
  table.sort(list, function(a, b) return #a < #b or #a == #b and a < b end)
  print(table.concat(list, " "))
end
local function empty() end
lines(empty)
local function one()
  return 1
end
lines(one)
local function varargs(...)
  local a =
    ...
  return a
end
lines(varargs)
local function loops(n)
  for i = 1, n do
    local x = i
  end
  while n > 0 do
    n = n - 1
  end
  repeat
    n = n + 1
  until n > 3
  for k, v in pairs{} do
    n = k
  end

  return n
end
lines(loops)
local function branches(a, b)
  if a then
    b = 1
  elseif b then
    b = 2
  else
    b = 3
  end
  local t = {
    1,
    x = b,
    f = function()
      return b
    end,
  }
  return t.x ..
    "x" ..
    t[1]
end
lines(branches)
lines(print)
local load = loadstring or load
lines(load("local a\nlocal b = 1\n\nreturn b"))
lines(load(""))
lines(load("\n\nprint(1)"))
print(debug.getinfo(1, "L").activelines[6] ~= nil, debug.getinfo(1, "L").activelines[2])
