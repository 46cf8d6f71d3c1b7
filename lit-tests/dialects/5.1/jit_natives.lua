-- Library functions called from hot loops, with arguments that change type on the way.
local function show(v) return type(v) == "number" and string.format("%.10g", v) or tostring(v) end
local args = { 3.7, -3.7, 5, -0.0, 2^53 + 2, -1e300, 0.5 }
local fs = {
  { "floor", math.floor }, { "ceil", math.ceil }, { "abs", math.abs }, { "sqrt", math.sqrt },
  { "max", function(x) return math.max(x, 1, 2.5) end },
  { "min", function(x) return math.min(x, 1, -2) end },
  { "fmod", function(x) return math.fmod(x, 3) end },
  { "modf", function(x) local a, b = math.modf(x) return show(a) .. "/" .. show(b) end },
}
for _, f in ipairs(fs) do
  local out = {}
  for _, x in ipairs(args) do
    local r
    for i = 1, 60 do r = f[2](x) end
    out[#out + 1] = show(r)
  end
  print(f[1], table.concat(out, " "))
end
-- table functions
local t = {}
for i = 1, 100 do table.insert(t, i) end
for i = 1, 100 do table.insert(t, 1, i) end
local s = 0
for i = 1, 50 do s = s + table.remove(t) - table.remove(t, 1) end
print(#t, s, t[1], t[#t], table.concat(t, ",", 1, 5))
local joined = 0
for i = 1, 80 do joined = joined + #table.concat({ i, "-", i / 2 }) end
print(joined)
local unpack = table.unpack or unpack
local u = 0
for i = 1, 80 do
  local a, b, c, d = unpack({ i, i + 1, i + 2 })
  u = u + a + b + c + (d and 1000 or 0)
end
print(u)
-- conversions
local ok, no = 0, 0
for i = 1, 120 do
  local v = tonumber(i % 2 == 0 and "0x" .. i or i % 3 == 0 and "z" .. i or " " .. i .. " ")
  if v then ok = ok + v else no = no + 1 end
end
print(ok, no, tonumber("z", 36), tonumber("7", 8))
local types = {}
for i = 1, 100 do
  local v = i % 4 == 0 and i or i % 4 == 1 and "s" or i % 4 == 2 and {} or nil
  types[type(v)] = (types[type(v)] or 0) + 1
end
print(types.number, types.string, types.table, types["nil"])
-- assert, select and rawlen-like functions
local a = 0
for i = 1, 100 do a = a + assert(i, "never") + select("#", assert(i, i)) end
print(a)
print(pcall(function() for i = 1, 100 do assert(i < 80, "limit " .. i) end end))
print(pcall(function() for i = 1, 100 do assert(i < 90 and i) end end))
-- a function of the library is replaced
local floor = math.floor
local x = 0
for i = 1, 200 do
  if i == 100 then math.floor = function() return 1000 end end
  x = x + math.floor(i / 2)
end
math.floor = floor
print(x)
-- metamethods that library functions look at
local named = setmetatable({}, { __tostring = function() return "named" end })
local l = 0
for i = 1, 100 do
  l = l + #tostring(i < 60 and i or named) + #string.format("%s", i < 50 and "abc" or tostring(named))
end
print(l)
print(setmetatable({}, { __metatable = "locked" }) ~= nil, getmetatable(""). __index == string)
