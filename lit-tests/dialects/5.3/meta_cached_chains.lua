-- What inherited fields depend on changes after accesses have been cached.
local function read(o) return o.field end
local function call(o) return o:method() end
local function write(o, v) o.added = v end
local function see(o) return tostring(read(o)) end

local Base = {field = "base", method = function() return "base method" end}
Base.__index = Base
local Derived = setmetatable({}, Base)
Derived.__index = Derived
local function new() return setmetatable({}, Derived) end
local o = new()
for _ = 1, 4 do io.write(see(o), " ", call(o), "\n") end

Derived.field = "derived"                       -- a link in the middle gets the key
print(see(o), see(new()))
Derived.field = nil                             -- and loses it
print(see(o), see(new()))
rawset(Derived, "field", "raw")
print(see(o))
rawset(Derived, "field", nil)
Base.field = "changed"                          -- the holder's value changes
print(see(o))
Base.field = nil                                -- nobody has it
for _ = 1, 3 do io.write(see(o), " ") end
Base.field = "again"
print(see(o))

Derived.__index = {field = "other", method = function() return "other method" end}
for _ = 1, 3 do io.write(see(o), " ", call(o), " ") end print()
Derived.__index = function(_, k) return "computed " .. k end
for _ = 1, 3 do io.write(see(o), " ") end print()
rawset(Derived, "__index", Derived)
for _ = 1, 3 do io.write(see(o), " ", call(o), " ") end print()
setmetatable(Derived, {__index = {field = "new parent", method = function() return "adopted" end}})
for _ = 1, 3 do io.write(see(o), " ", call(o), " ") end print()
setmetatable(Derived, nil)
for _ = 1, 3 do io.write(see(o), " ") end print(pcall(call, o))
Derived.method = Base.method
print(call(o), see(o))

-- An object's own key hides what it inherits, and is removed again.
setmetatable(Derived, Base)
local p = new()
for _ = 1, 3 do see(p) end
p.field = "own"
print(see(p), see(new()))
p.field = nil
print(see(p))

-- Absent fields appear.
local plain = {a = 1}
for _ = 1, 3 do io.write(see(plain), " ") end
plain.field = "there"
print(see(plain))
local M = {}
local q = setmetatable({a = 1}, M)
for _ = 1, 3 do io.write(see(q), " ") end
M.__index = {field = "late"}
print(see(q))
M.__index = nil
print(see(q))

-- Keys are added while __newindex comes and goes.
local N, log = {}, {}
local function fresh() return setmetatable({}, N) end
for i = 1, 4 do local t = fresh() write(t, i) io.write(tostring(rawget(t, "added")), " ") end
N.__newindex = function(t, k, v) log[#log + 1] = k .. "=" .. v end
for i = 5, 6 do local t = fresh() write(t, i) io.write(tostring(rawget(t, "added")), " ") end
N.__newindex = nil
for i = 7, 8 do local t = fresh() write(t, i) io.write(tostring(rawget(t, "added")), " ") end
N.__newindex = {}
for i = 9, 10 do local t = fresh() write(t, i) io.write(tostring(rawget(t, "added")), " ") end
print(table.concat(log, ","), N.__newindex.added)
setmetatable(N, {__index = function(_, k) return k end})
print(pcall(write, fresh(), 11))

-- Several shapes at one site, some with the key, some without.
local shapes = {{field = 1}, {x = 0, field = 2}, {y = 0}, setmetatable({}, Base), "text",
                setmetatable({z = 1}, {__index = {field = 3}}), setmetatable({}, {__index = {}})}
for round = 1, 3 do
  for i, t in ipairs(shapes) do io.write(see(t), i == #shapes and "\n" or " ") end
  if round == 1 then Base.field = "round 2" end
  if round == 2 then shapes[2].field = nil shapes[3].field = "filled" end
end

-- Methods of strings, redefined.
local s = "abc"
for _ = 1, 3 do io.write(s:upper(), " ") end
local upper = string.upper
string.upper = function(t) return "<" .. t .. ">" end
print(s:upper(), ("x"):upper())
string.upper = nil
print(pcall(function() return s:upper() end))
string.upper = upper
print(s:upper())
getmetatable("").__index = function(_, k) return k end
print(s.anything)
getmetatable("").__index = string
print(s:upper())

-- A class that is its own instance and metatable.
local Self = {}
Self.__index = Self
setmetatable(Self, Self)
print(pcall(function() for _ = 1, 3 do see(Self) end end))
Self.__index = nil
print(see(Self))
Self.field = "self"
print(see(Self))

-- Weak values: the chain dies with a collection.
local W = setmetatable({}, {__mode = "v"})
W.__index = {field = "weak"}
local w = setmetatable({}, W)
for _ = 1, 3 do io.write(see(w), " ") end
collectgarbage() collectgarbage()
print(see(w))
