-- The line that a message gives, and the levels of error.
local function attempt(f, ...)
  print(select(2, pcall(f, ...)))
end
attempt(function()
  local t = {}
  local x = 1 +
    2 +
    t
end)
attempt(function()
  local t = {}
  t
    .a
    .b
    .c = 1
end)
attempt(function()
  print(
    1,
    undefined.x,
    2)
end)
attempt(function()
  local s = "a" ..
    "b" ..
    {}
end)
attempt(function()
  for i = 1,
    {} do
  end
end)
attempt(function()
  if 1
    <
    {} then
  end
end)
attempt(function()
  local t = {
    1,
    nil + 1,
    3,
  }
end)
attempt(function() error("level default") end)
attempt(function() error("level 0", 0) end)
attempt(function() error("level 1", 1) end)
attempt(function() error("level 2", 2) end)
attempt(function() error("level 3", 3) end)
attempt(function() error("level 99", 99) end)
attempt(function() error() end)
attempt(function() error(nil) end)
attempt(function() error(12) end)
attempt(function() error(true) end)
print(type(select(2, pcall(error, {}))))
local function inner() error("from inner", 2) end
local function outer()
  inner()
end
attempt(outer)
local function nested(n) if n == 0 then error("deep") end nested(n - 1) return n end
attempt(nested, 5)
attempt(function() assert(false) end)
attempt(function() assert(nil, "text") end)
attempt(function() assert(false, 5) end)
attempt(function() assert(1 == 1, "unused") error("after assert", 0) end)
attempt(function() return assert(pcall(error, "inner")) .. {} end)
attempt(function() string.rep() end)
attempt(function() ("x"):rep({}) end)
attempt(function() setmetatable(1, 2) end)
local chunk = (loadstring or load)("local x = 1\nlocal y\nreturn x + y", "=named")
attempt(chunk)
attempt((loadstring or load)("return 1 + nil", "@file.lua"))
attempt((loadstring or load)("\n\nreturn 1 + nil"))
attempt((loadstring or load)("return {} .. 'a rather long chunk that has to be abbreviated in messages because of its length'"))
print((loadstring or load)("x ="))
print((loadstring or load)("for i = 1 do end", "=(chunk)"))
