-- Fields of userdata, whose accesses are cached by their metatables.
local p = newproxy(true)
local q = newproxy(p)  -- with the same metatable
local meta = getmetatable(p)
local function read(object) return object.field end
local function round(text)
  local seen = {}
  for i = 1, 6 do
    local ok, value = pcall(read, i % 2 == 0 and p or q)
    seen[i] = tostring(value)
  end
  print(text, table.concat(seen, " "))
end

round("no __index")
meta.__index = {field = 1}
round("a table")
meta.__index.field = 2
round("changed")
meta.__index.field = nil
round("removed")
setmetatable(meta.__index, {__index = {field = 3}})
round("inherited")
meta.__index = function(object, key) return key .. tostring(object == p) end
round("a function")
meta.__index = nil
round("no __index again")
meta.__index = q
round("itself")

local plain = newproxy()
print(pcall(read, plain))
debug.setmetatable(plain, {__index = {field = 4}})
for i = 1, 4 do io.write(read(plain), " ") end
debug.setmetatable(plain, {__index = {field = 5}})
for i = 1, 4 do io.write(read(plain), " ") end
print()
