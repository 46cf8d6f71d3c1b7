-- Allocates a little of everything. Told to fail, it catches the error once and goes on.
local function work()
  local t = {1, 2, 3, x = "field", [1.5] = {}}
  for i = 1, 20 do t[i] = {i} t["key" .. i] = "value " .. i end
  local function counter()
    local n = 0
    return function() n = n + 1 return n end
  end
  local c = counter()
  c()
  local co = coroutine.wrap(function(a) local b = coroutine.yield({a}) return {b} end)
  co(1)
  co(2)
  local o = setmetatable({}, {__index = function(_, k) return k .. "!" end, __gc = function() end})
  local s = o.name .. table.concat({"a", "b", "c"}, ", ")
  s = s:upper():rep(10):gsub("A", "%0%0")
  local f = load("return {...}, 'loaded'")
  f(s, t)
  return string.format("%s %d", "done", #t)
end
for attempt = 1, 2 do print(pcall(work)) end
