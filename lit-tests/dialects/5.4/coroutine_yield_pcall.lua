-- Yields inside protected calls, and errors after them.
local function pack(...) return {n = select("#", ...), ...} end
local unpack = table.unpack or unpack
local function run(label, f, ...)
  local co, args = coroutine.create(f), {...}
  for _ = 1, 10 do
    local r = pack(coroutine.resume(co, unpack(args)))
    for j = 1, r.n do r[j] = tostring(r[j]) end
    print(label, coroutine.status(co), table.concat(r, " "))
    if coroutine.status(co) == "dead" then break end
    args = {"again", label}
  end
end
run("pcall", function(...) return pcall(coroutine.yield, 1, ...) end, "a", "b")
run("pcall function", function() return "r", pcall(function(x) return x, coroutine.yield(x) end, 5) end)
run("error after", function()
  return pcall(function() coroutine.yield(1); error("after", 0) end)
end)
run("error object", function()
  local ok, e = pcall(function() error({coroutine.yield(1)}) end)
  return ok, type(e) == "table" and e[1] or e
end)
run("nested", function()
  return pcall(pcall, pcall, function() coroutine.yield("in"); error("deep", 0) end)
end)
run("uncaught", function() pcall(coroutine.yield, 1); error("uncaught", 0) end)
run("in loop", function()
  local t = {}
  for i = 1, 3 do t[#t + 1] = tostring(select(2, pcall(function() if coroutine.yield(i) then error(i, 0) end end))) end
  return table.concat(t, ",")
end)
run("xpcall", function()
  return xpcall(function() coroutine.yield(1); error("x", 0) end, function(m) return "handled " .. m end)
end)
run("xpcall result", function()
  return xpcall(function() return coroutine.yield(1) end, print)
end)
run("handler yields", function()
  return xpcall(function() error("x", 0) end, function(m) return coroutine.yield(m) end)
end)
run("handler pcalls a yield", function()
  return xpcall(function() error("x", 0) end, function(m) return tostring(select(2, pcall(coroutine.yield, m))) end)
end)
run("inner handler", function()
  return xpcall(function()
    local r = {pcall(function() coroutine.yield("inner"); error("caught", 0) end)}
    error(tostring(r[2]) .. " then outer", 0)
  end, function(m) return "handled " .. m end)
end)
run("upvalues", function()
  local n = 0
  local function inc() n = n + 1; return n end
  local ok, e = pcall(function()
    local up = inc()
    local f = function() up = up + 10; return up end
    coroutine.yield(f())
    f()
    error(f, 0)
  end)
  return ok, type(e) == "function" and e(), inc()
end)
run("not a function", function() return pcall(coroutine.yield), pcall(nil), pcall() end)
