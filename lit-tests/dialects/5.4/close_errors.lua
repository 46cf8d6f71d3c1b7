-- Errors and close handlers: their order, what each of them sees, and which error is left.
local function new(name, action)
  return setmetatable({}, {__close = function(_, e)
    print("close", name, type(e) == "table" and "table" or e)
    if action then return action(e) end
  end})
end
local function fail(text) return function() error(text, 0) end end
print(pcall(function()
  local a <close> = new "a"
  local b <close> = new "b"
  error("plain", 0)
end))
print(pcall(function()
  local a <close> = new "a"
  local b <close> = new("b", fail "from b")
  local c <close> = new "c"
  error("replaced", 0)
end))
print(pcall(function()
  local a <close> = new "a"
  local b <close> = new("b", fail "from b")
  local c <close> = new("c", fail "from c")
  return "never returned"
end))
print(pcall(function()
  local a <close> = new("a", function(e) local ok, m = pcall(error, "inside", 0); print("caught", m) end)
  error("goes on", 0)
end))
print(select("#", pcall(function() local a <close> = new "a" error(nil) end)))
print(select("#", pcall(function()
  local a <close> = new("a", function(e) print(rawequal(e, e), e[1]) end)
  error({"object"})
end)))
-- In nested functions and calls.
local function inner() local x <close> = new "inner" error("deep", 0) end
local function outer() local x <close> = new "outer" inner() end
print(pcall(outer))
print(pcall(function()
  local a <close> = new "before"
  print(pcall(function() local b <close> = new "protected" error("caught", 0) end))
  local c <close> = new "after"
  error("second", 0)
end))
-- In natives that call Lua.
print(pcall(function()
  local a <close> = new "around sort"
  table.sort({1, 2, 3}, function() local b <close> = new "in sort" error("sort", 0) end)
end))
-- xpcall: the handler comes first, once for each error.
local function handler(m) print("handler", m) return "handled " .. tostring(m) end
print(xpcall(function() local a <close> = new "a" error("x", 0) end, handler))
print(xpcall(function()
  local a <close> = new "a"
  local b <close> = new("b", fail "y")
  error("x", 0)
end, handler))
print(xpcall(function() local a <close> = new("a", fail "z") return 1 end, handler))
-- Values that cannot be closed.
local function text(ok, m) print(ok, m) end
text(pcall(function() local x <close> = {} end))
text(pcall(function() local x <close> = 42 end))
text(pcall(function() local first <close> = new "first"; local second <close> = "text" end))
text(pcall(function() for i in print, nil, nil, 5 do end end))
text(pcall(function()
  local x <close> = new "x"
  getmetatable(x).__close = nil
end))
text(pcall(function()
  local x <close> = new "x"
  getmetatable(x).__close = 5
  error("first", 0)
end))
text(pcall(function()
  local x <close> = setmetatable({}, {__close = setmetatable({}, {__call = function(_, self, e) print("callable", e) end})})
  error("to a callable", 0)
end))
-- A stack overflow closes everything on its way.
local count = 0
local function loop() local x <close> = setmetatable({}, {__close = function() count = count + 1 end}) return 1 + loop() end
local ok, m = pcall(loop)
print(ok, m:match("overflow"), count > 100)
-- Many variables in one function.
local names = {}
local f = load("local new = ...; " .. ("local x <close> = new();"):rep(150) .. " error('many', 0)")
count = 0
print(pcall(f, function() return setmetatable({}, {__close = function(_, e) count = count + 1 end}) end))
print(count)
