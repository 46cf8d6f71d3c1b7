-- __len and __concat, and what # and .. do by themselves.
local function show(v) return type(v) == "table" and (rawget(v, "name") or "table") or tostring(v) end
local with_len = setmetatable({ 1, 2, 3, name = "L" }, { __len = function(...) return select("#", ...) * 100 end })
print(#with_len, rawequal(#with_len, 3), #{ 1, 2, 3 }, #"abc", #"a\0b", #"")
local second
local probe = setmetatable({ name = "P" }, { __len = function(a, b) second = b return "length" end })
print(#probe, show(second))
for _, result in ipairs { 1.5, "x", true } do
  print(#setmetatable({}, { __len = function() return result, "more" end }))
end
print(#setmetatable({}, { __len = function() end }))
print(pcall(function() return #nil end))
print(pcall(function() local n = 5 return #n end))
print(pcall(function() local t = { n = true } return #t.n end))
print((pcall(function() return #setmetatable({}, { __len = 5 }) end)))
-- __concat
local mt = { __concat = function(a, b) return "<" .. show(a) .. "|" .. show(b) .. ">" end }
local c = setmetatable({ name = "C" }, mt)
local d = setmetatable({ name = "D" }, { __concat = function(a, b) return show(b) .. show(a) end })
print(c .. "x", "x" .. c, c .. 1, 1.5 .. c, c .. d, d .. c, c .. nil, nil .. c, true .. c, {} .. c)
print("a" .. "b" .. c, c .. "a" .. "b", "a" .. c .. "b", 1 .. c .. 2 .. c, "a" .. "b" .. c .. "c" .. "d")
local list = setmetatable({ name = "list" }, { __concat = function(a, b) return setmetatable({ name = show(a) .. show(b) }, getmetatable(type(a) == "table" and a or b)) end })
print(show(list .. 1 .. 2), show(1 .. list .. 2), show(1 .. 2 .. list), show(list .. list .. list))
for _, result in ipairs { 5, false } do
  print(setmetatable({}, { __concat = function() return result, 2 end }) .. "x")
end
print(setmetatable({}, { __concat = function() end }) .. "x")
print(pcall(function() return {} .. "x" end))
print(pcall(function() return "x" .. {} end))
print(pcall(function() local a, b = "x" return a .. b end))
print(pcall(function() local t = {} return "x" .. t.field end))
print(pcall(function() return "a" .. "b" .. nil .. "c" end))
print(pcall(function() return 1 .. true end))
print(1 .. "", 1.5 .. "", -0.5 .. "x", 2^31 .. "", "" .. "", "a" .. 1 .. 2.5)
local parts = {}
for i = 1, 5 do parts[i] = "p" .. i end
print(table.concat(parts, ","), ("x"):rep(3) .. "y")
local s = ""
for i = 1, 100 do s = s .. i end
print(#s, s:sub(-6))
