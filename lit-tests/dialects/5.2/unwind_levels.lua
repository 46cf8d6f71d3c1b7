-- error with levels: which function a message blames.
local function show(ok, m) print(ok, type(m), tostring(m)) end
local function at(level) error("level " .. tostring(level), level) end
local function outer(level)
  local r = at(level)
  return r
end
for _, level in ipairs {0, 1, 2, 3, 4, 100, -1} do
  show(pcall(function()
    local r = outer(level)
    return r
  end))
end
show(pcall(at))
show(pcall(at, nil))
show(pcall(error))
show(pcall(error, nil))
show(pcall(error, nil, 2))
show(pcall(error, "only text"))
show(pcall(error, "text", 1))
show(pcall(error, "text", 2))
show(pcall(error, true))
show(pcall(error, 12))
show(pcall(function() error(12) end))
show(pcall(function() error(12, 0) end))
show(pcall(function() error(1.5, 1) end))
show(pcall(function() error("text", "1") end))
show(pcall(function() error("text", "0") end))
show(pcall(function() error("text", {}) end))
show(pcall(function() error("text", "x") end))
show(pcall(function() error("two", 2) end))
show(pcall(error, "x", 1e10))
show(pcall(error, "x", -1e10))
-- Through natives: they have no line.
show(pcall(function() table.sort({1, 2}, function() error("in sort", 2) end) end))
show(pcall(function() table.sort({1, 2}, function() error("in sort", 3) end) end))
show(pcall(function() return (string.gsub("a", "a", function() error("in gsub", 1) end)) end))
-- Metamethods count as functions.
local t = setmetatable({}, {
  __index = function(_, k) error("no field " .. k, 2) end,
  __add = function() error("no addition", 2) end,
  __call = function() error("no call", 2) end,
  __concat = function() error("no concat", 2) end,
  __newindex = function() error("no store", 2) end,
  __lt = function() error("no order", 2) end,
  __unm = function() error("no minus", 2) end,
})
show(pcall(function() return t.x end))
show(pcall(function() return t + 1 end))
show(pcall(function() t() end))
show(pcall(function() return t .. "x" end))
show(pcall(function() t.x = 1 end))
show(pcall(function() return t < t end))
show(pcall(function() return -t end))
show(pcall(function() for _ in function() error("iterator", 2) end do end end))
-- assert adds nothing.
show(pcall(assert, false))
show(pcall(assert, nil, "message"))
show(pcall(function() assert() end))
show(pcall(function() assert(false, "with text") end))
show(pcall(function() assert(1 == 2) end))
print(select("#", assert(1, 2, nil)))
