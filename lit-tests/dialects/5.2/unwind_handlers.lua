-- Message handlers: when they are called, with what, and what becomes of their results.
local function show(...)
  local t = {n = select("#", ...), ...}
  for i = 1, t.n do t[i] = tostring(t[i]) end
  print(t.n, table.concat(t, " | "))
end
local function handler(m) return "<" .. tostring(m) .. ">", "second" end

show(xpcall(function() error("a", 0) end, handler))
show(xpcall(function() error("a") end, handler))
show(xpcall(function() error({}, 0) end, function(m) return type(m) end))
show(xpcall(function() error(nil) end, function(m) return type(m) end))
show(xpcall(function() error() end, function(m) return type(m) end))
show(xpcall(function() local x = nil; return x.y end, handler))
show(xpcall(function() return {} .. "x" end, handler))
show(xpcall(function() error("none", 0) end, function() end))
show(xpcall(function() error("nil", 0) end, function() return nil end))
show(xpcall(function() error("false", 0) end, function() return false end))
show(xpcall(function() return 1, nil, 3 end, handler))
show(xpcall(function() end, handler))
show(xpcall(error, handler))
show(xpcall(nil, handler))
show(xpcall({}, handler))
show(xpcall(setmetatable({}, {__call = function(self) error("called", 0) end}), handler))

-- The stack is still there when the handler runs.
local function depth()
  local n = 0
  while pcall(error, "x", n + 1) and n < 50 do n = n + 1 end
  return n
end
local level = {}
local function fails(n) if n == 0 then error("deep", 0) end local r = fails(n - 1); return r end
show(xpcall(function() return fails(3) end, function(m)
  local places = {}
  for i = 1, 6 do
    local ok, e = pcall(error, "", i)
    places[#places + 1] = e
  end
  return m .. " " .. table.concat(places, " ")
end))

-- Nested handlers: the innermost one gets the error, and its result is an ordinary value outside.
show(xpcall(function()
  local r = {xpcall(function() error("inner", 0) end, function(m) return "1" .. m end)}
  error(tostring(r[1]) .. r[2], 0)
end, function(m) return "2" .. m end))
-- pcall between: the outer handler does not see what is caught inside.
show(xpcall(function()
  local ok, m = pcall(error, "caught", 0)
  return ok, m
end, function(m) return "not called" end))
-- The handler itself protects calls.
show(xpcall(function() error("x", 0) end, function(m)
  local ok, e = pcall(error, "in handler", 0)
  return m .. " " .. tostring(ok) .. " " .. e
end))
show(xpcall(function() error("x", 0) end, function(m)
  local ok, e = xpcall(function() error("y", 0) end, function(m2) return m2 .. m2 end)
  return m .. " " .. tostring(ok) .. " " .. e
end))
-- Through natives, metamethods and coroutines.
show(xpcall(function() table.sort({1, 2, 3}, function() error("in sort", 0) end) end, handler))
show(xpcall(function() return setmetatable({}, {__index = function() error("in index", 0) end}).x end, handler))
show(xpcall(function() return coroutine.wrap(function() error("in coroutine", 0) end)() end, function(m) return (m:gsub("^.-:%d+: ", "at ")) end))
show(xpcall(function() for _ in function() error("in iterator", 0) end do end end, handler))

show(pcall(function() xpcall(print) end))
