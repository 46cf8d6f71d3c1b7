-- error: levels, positions and values other than strings.
local function try(f, ...) print(pcall(f, ...)) end
try(error)
try(error, "direct")
try(function() error("default level") end)
try(function() error("level 0", 0) end)
try(function() error("level 1", 1) end)
local function f() error("level 2", 2) end
try(function()
  f()
end)
local function g() error("level 3", 3) end
local function h()
  g()
end
try(function()
  h()
end)
try(function() error("far", 50) end)
try(function() error("negative", -1) end)
try(function() error(12) end)
try(function() error(12.5) end)
try(function() error(true) end)
try(function() error() end)
try(function() error(nil, 1) end)
local t = {}
local ok, e = pcall(error, t, 2)
print(ok, e == t)
try(error, "level as text", "0")
try(error, "bad level", "x" == "y" or nil)
print(select("#", pcall(error)))
print(pcall(function() local ok = pcall() return ok end))
print(pcall(pcall, error, "twice"))
print(select(2, pcall(function() local x = nil; x() end)) ~= nil)
