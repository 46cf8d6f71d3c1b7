-- What goes into a coroutine and comes out of it.
local unpack = table.unpack or unpack
local function show(label, ...)
  local t = {...}
  for i = 1, select("#", ...) do t[i] = tostring(t[i]) end
  print(label, select("#", ...), table.concat(t, " "))
end

local co = coroutine.create(function(...)
  show("body", ...)
  show("first", coroutine.yield())
  show("second", coroutine.yield(nil))
  show("third", coroutine.yield(nil, nil, 3))
  show("fourth", (coroutine.yield(4)))
  return "end", nil
end)
show("resume", coroutine.resume(co, 1, nil, nil))
show("resume", coroutine.resume(co))
show("resume", coroutine.resume(co, nil))
show("resume", coroutine.resume(co, nil, nil))
show("resume", coroutine.resume(co, "a", "b"))
show("dead", coroutine.resume(co, "c"))
show("dead again", coroutine.resume(co))

-- Calls and yields in the middle of expressions, tables and arguments.
local function give(n) return coroutine.yield(n) end
local gen = coroutine.wrap(function()
  local t = {give(1), give(2), coroutine.yield(3)}
  show("table", unpack(t))
  show("sum", give(4) + give(5) * give(6))
  show("concat", give(7) .. give(8) .. give(9))
  show("args", give(10), (give(11)), give(12))
  local x, y, z = give(13)
  show("locals", x, y, z)
  return give(14)
end)
local got = {gen()}
for i = 1, 13 do
  got = {gen(i, i * 10)}
  show("got " .. i, unpack(got))
end
show("last", gen("x", "y"))

-- A yield as a tail call gives the coroutine's results directly.
local tail = coroutine.wrap(function(...) return coroutine.yield(...) end)
show("tail", tail(1, 2, 3))
show("tail", tail(4, 5))
show("tail", pcall(tail))

-- Many values both ways.
local many = coroutine.wrap(function(...)
  local n = select("#", ...)
  while true do n = select("#", coroutine.yield(unpack({}, 1, n))) end
end)
for _, n in ipairs {0, 1, 50, 250, 251, 1000, 5000} do
  print(n, select("#", many(unpack({}, 1, n))))
end
