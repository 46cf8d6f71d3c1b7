-- module and package.seeall.
local g = _G
module("outer.inner", package.seeall)
x = 5
function f() return x end
print(_NAME, _PACKAGE, _M == g.outer.inner, g.x, g.outer.inner.x)
print(g.package.loaded["outer.inner"] == _M, f())
g.setfenv(1, g)
print(outer.inner.f())
local function make()
  module("plain")
  y = 1
end
print(pcall(make))
print(type(plain), plain.y, plain.print, plain._NAME, plain._PACKAGE == "")
local seen = {}
local function options()
  module("optional", function(m) seen[#seen + 1] = m._NAME end, function(m) m.z = 26 end)
end
options()
print(seen[1], optional.z)
outer.taken = 1
print(pcall(function() module("outer.taken.deeper") end))
print(pcall(function() module("print") end))
local again = outer.inner
local function reopen() module("outer.inner") w = "more" end
reopen()
print(outer.inner == again, again.w, again.x)
package.loaded.ready = {marker = true}
local function existing() module("ready") v = 2 end
existing()
print(package.loaded.ready.v, package.loaded.ready._NAME, ready)
print(pcall(package.seeall), pcall(package.seeall, 1))
local t = setmetatable({}, {})
package.seeall(t)
print(getmetatable(t).__index == _G, t.print == print)
