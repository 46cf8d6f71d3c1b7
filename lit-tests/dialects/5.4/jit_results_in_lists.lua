-- Results of library functions at the end of a list of arguments, in hot loops: how many there are.
local calls = {
  type = function(i) return type(i) end,
  rawset = function(i) return rawset({}, 1, i) end,
  setmetatable = function(i) return setmetatable({}, nil) end,
  tonumber = function(i) return tonumber(i % 2 == 0 and "x" or "1") end,
  tostring = function(i) return tostring(i) end,
  getmetatable = function(i) return getmetatable({}) end,
  tointeger = function(i) return math.tointeger(i + 0.5) end,
  mathtype = function(i) return math.type("x") end,
  random = function(i) return math.random(i) end,
  format = function(i) return string.format("%d", i) end,
  char = function(i) return string.char() end,
  byte = function(i) return string.byte("abc", 1, i % 4) end,
  rep = function(i) return string.rep("x", 0) end,
  packsize = function(i) return string.packsize("i4") end,
  concat = function(i) return table.concat({}) end,
  move = function(i) return table.move({}, 1, 0, 1) end,
  pack = function(i) return table.pack() end,
  insert = function(i) return table.insert({}, i) end,
  remove = function(i) return table.remove({ i }) end,
  unpack = function(i) return table.unpack({ 1, 2, 3 }, 1, i % 5) end,
  utf8char = function(i) return utf8.char() end,
  len = function(i) return utf8.len("\xff") end,
  find = function(i) return string.find("abc", i % 2 == 0 and "b" or "x") end,
  modf = function(i) return math.modf(i) end,
  clock = function(i) return os.clock() end,
  time = function(i) return os.time() end,
  max = function(i) return math.max(i, 2) end,
}
local names = {}
for name in pairs(calls) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  local call, counts, packed = calls[name], {}, 0
  for i = 1, 200 do
    local n = select("#", "first", call(i))
    counts[n] = (counts[n] or 0) + 1
    packed = packed + #{ "first", call(i) }
  end
  local shown = {}
  for n = 1, 6 do shown[n] = counts[n] or 0 end
  print(name, table.concat(shown, " "), packed)
end
