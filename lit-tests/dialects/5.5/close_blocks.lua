-- Variables are closed when their blocks end, however they end.
local function new(name, result)
  return setmetatable({name = name}, {__close = function(self, e) print("close", self.name, e) return result end})
end
do
  local a <close> = new "a"
  local b <close> = new "b"
  local c <const> = "const"
  print("in block", a.name, b.name, c)
end
for i = 1, 3 do
  local x <close> = new("loop " .. i)
  if i == 2 then goto continue end
  if i == 3 then break end
  print("body", i)
  ::continue::
end
local n = 0
while true do
  local x <close> = new("while " .. n)
  n = n + 1
  if n > 2 then break end
end
repeat
  local x <close> = new "repeat"
  local done = true
until done and print("condition", x.name) == nil
do
  local nothing <close> = nil
  local no <close> = false
  print("nil and false are fine")
end
-- goto out of nested blocks
do
  local a <close> = new "outer"
  do
    local b <close> = new "inner"
    goto out
  end
  ::out::
  print("after goto")
end
do
  local i = 0
  ::again::
  local x <close> = new("again " .. i)
  i = i + 1
  if i < 3 then goto again end
end
-- Return values are kept, whatever the handlers do.
local function returning(...)
  local a <close> = new("first", "ignored")
  local b <close> = new "second"
  return ...
end
print(returning())
print(returning(1, nil, 3))
print((returning("one", "two")))
local function not_tail() local a <close> = new "not tail" return returning("x", "y") end
print(not_tail())
local function upvalues()
  local v = "before"
  local a <close> = setmetatable({}, {__close = function() v = "changed by handler" end})
  return v, function() return v end
end
local v, get = upvalues()
print(v, get())
-- Handlers that use much stack, or that close variables of their own.
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
local function big()
  local a <close> = setmetatable({}, {__close = function() print("deep", deep(5000)) end})
  local b <close> = setmetatable({}, {__close = function() local c <close> = new "inside handler"; print("handler") end})
  return table.unpack({}, 1, 200)
end
print(select("#", big()))
-- The same value twice, and a handler changed after the declaration.
do
  local x = new "twice"
  local a <close> = x
  local b <close> = x
  getmetatable(x).__close = function(self) print("new handler", self.name) end
end
-- The generic for closes its fourth value.
local function iterate(n, name)
  return function(s, i) if i < n then return i + 1 end end, nil, 0, new(name)
end
for i in iterate(3, "all") do io.write(i, " ") end
for i in iterate(3, "broken") do io.write(i, " ") if i == 2 then break end end
local function from_loop() for i in iterate(3, "returned") do if i == 2 then return i, "two" end end end
print(from_loop())
for i in iterate(2, "outer loop") do for j in iterate(2, "inner loop " .. i) do io.write(i, j, " ") end end
for i in iterate(0, "no rounds") do print("never") end
print(pcall(function() for i in iterate(3, "failing") do error("in loop", 0) end end))
