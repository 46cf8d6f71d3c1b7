-- Errors of chunks that are loaded: readers that fail, syntax errors, and handlers around them.
local load = loadstring and load or load
local function show(label, ...)
  local t = {n = select("#", ...), ...}
  for i = 1, t.n do t[i] = type(t[i]) == "function" and "function" or tostring(t[i]) end
  print(label, table.concat(t, " | "))
end
local function pieces(...)
  local t, i = {...}, 0
  return function() i = i + 1; return t[i] end
end
show("pieces", load(pieces("return ", "1", "+1")))
show("value", load(pieces("return ", "1", "+1"))())
show("empty piece ends", load(pieces("return 1", "", "+ syntax error"))())
show("nothing", load(function() end))
show("reader fails", load(function() error("reader", 0) end))
show("reader fails late", load((function() local n = 0; return function() n = n + 1; if n == 3 then error("third", 0) end return " " end end)()))
show("reader fails with object", select("#", load(function() error({}) end)))
show("syntax error", load(pieces("return return"), "=chunk"))
show("syntax error late", load(pieces("x = 1\n", "y = = 2"), "@file.lua"))
show("reader result", load(function() return {} end))
show("reader result", load(function() return true end))
show("number pieces", load(pieces("return ", 12, 34))())

local handled = 0
local function handler(m) handled = handled + 1; return "handled " .. tostring(m) end
show("under a handler", xpcall(function() return load(function() error("reader", 0) end) end, handler))
print(handled)
show("syntax under a handler", xpcall(function() return load(pieces("x x"), "=c") end, handler))
print(handled)
show("result of the reader", xpcall(function() return load(function() return {} end) end, handler))
print(handled)
show("error afterwards", xpcall(function() load(function() error("reader", 0) end); error("later", 0) end, handler))
print(handled)
show("nested", load(function() local f, m = load(function() error("inner", 0) end); error("outer " .. m, 0) end))
show("chunk fails", pcall(load(pieces("error('in chunk', 0)"))))
show("chunk fails", pcall(load(pieces("error('in chunk')"), "=named")))
show("chunk fails", pcall(load(pieces("local x; x()"), "@a/b.lua")))
show("in coroutine", coroutine.resume(coroutine.create(function() return load(function() error("reader", 0) end) end)))
show("many", (function() local n = 0; for i = 1, 1000 do if not load(function() error("x") end) then n = n + 1 end end return n end)())
