-- Message handlers that fail.
local function show(...)
  local t = {n = select("#", ...), ...}
  for i = 1, t.n do t[i] = type(t[i]) == "table" and "table" or tostring(t[i]) end
  print(t.n, table.concat(t, " | "))
end
local calls = 0
local function failing(m) calls = calls + 1; error(m) end
show(xpcall(error, failing))
print(calls > 10)
show(xpcall(function() error("x", 0) end, function(m) error("handler of " .. tostring(m):sub(1, 5), 0) end))
show(xpcall(function() error("x", 0) end, error))
show(xpcall(function() error("x", 0) end, function(m) local n = nil; return n.x end))
show(xpcall(function() error("x", 0) end, function(m) if type(m) == "string" then error({}) end return "got a table" end))
show(xpcall(function() error("x", 0) end, function(m) if m == "x" then error("y", 0) end return m .. "z" end))
local n = 0
show(xpcall(function() error("x", 0) end, function(m) n = n + 1; if n < 5 then error(n, 0) end return "after " .. tostring(m) end))
-- A handler that fails inside a pcall of its own.
show(xpcall(function() error("x", 0) end, function(m) return tostring(select(2, pcall(failing, "p"))):gsub("^.-:%d+: ", "") end))
-- Errors of the handler while another handler is outside.
show(xpcall(function()
  return xpcall(function() error("x", 0) end, function(m) error("inner handler", 0) end)
end, function(m) return "outer " .. tostring(m) end))
-- Overflow in the function and in the handler.
local function loop() return 1 + loop() end
local function short(ok, m) return ok, (tostring(m):gsub("^.-:%d+: ", ""):gsub("\n.*", ""):gsub(" %(.*", "")) end
show(short(pcall(loop)))
show(short(xpcall(loop, function(m) return m end)))
show(short(xpcall(loop, loop)))
show(short(xpcall(loop, function(m) return (short(pcall(loop))) and "ok" or "failed again" end)))
show(short(xpcall(function() local function f() return pcall(f) end return f() end, print)))
-- Afterwards everything works.
show(pcall(error, "still", 0))
show(xpcall(function() error("fine", 0) end, string.upper))
