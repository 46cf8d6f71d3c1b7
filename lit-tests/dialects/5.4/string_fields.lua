-- Fields of strings, whose accesses are cached: without __index there are none, which is an error.
local meta = getmetatable("")
local index = meta.__index
local function read(s) return s.len end
local function round(text)
  local seen = {}
  for i = 1, 5 do
    local ok, value = pcall(read, "text")
    seen[i] = ok and type(value) or value
  end
  print(text, table.concat(seen, " "))
end
round("methods")
meta.__index = nil
round("no __index")
meta.__index = {}
round("an empty table")
meta.__index = nil
round("no __index again")
meta.__index = index
round("methods again")
debug.setmetatable("", nil)
round("no metatable")
debug.setmetatable("", meta)
round("its own")
