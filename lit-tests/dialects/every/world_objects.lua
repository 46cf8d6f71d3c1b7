-- Objects, classes and metatables change in the middle of a loop that has learnt about them: every
-- access meets every change, then the same code meets a world without it.
local load = loadstring or load

local function world()
  local w = {}
  w.root = {far = 1000, base = function(self) return self.x + 2 end}
  w.root.__index = w.root
  w.class = setmetatable({weight = 10, get = function(self) return self.x + 1 end}, w.root)
  w.class.__index = w.class
  w.other = {weight = 3, far = 4, get = function() return 5 end, base = function() return 6 end}
  w.other.__index = w.other
  w.o = setmetatable({x = 1, y = 2}, w.class)
  w.new = function(i) return setmetatable({y = i}, w.class) end
  return w
end

local function grow(t)
  for i = 1, 150 do t["key" .. i] = i end
end

local accesses = {
  {"own", "r = r + o.x"},
  {"inherited", "r = r + o.weight + o.far"},
  {"absent", "r = r + (o.absent or 1)"},
  {"methods", "r = r + o:get() + o:base()"},
  {"store", "o.x = i r = r + o.x"},
  {"removed and added", "o.new = nil o.new = i r = r + (o.new or 5)"},
  {"added", "local p = new(i) p.x = i p.weight = i r = r + (rawget(p, 'x') or 3) + p.weight"},
  {"by name", "local k = i % 3 == 0 and 'x' or 'weight' r = r + (o[k] or 2) o[k] = o[k]"},
}

local changes = {
  {"nothing", function() end},
  {"another class", function(w) setmetatable(w.o, w.other) w.new = nil end},
  {"no class", function(w) setmetatable(w.o, nil) end},
  {"own field goes", function(w) w.o.x = nil end},
  {"own field comes", function(w) w.o.weight = 7 w.o.absent = 8 w.o.get = w.other.get end},
  {"class field goes", function(w) w.class.weight = nil end},
  {"class field moves up", function(w) w.class.weight = nil w.root.weight = 12 end},
  {"class field comes", function(w) w.class.absent = 9 w.class.far = 2 w.class.x = 30 end},
  {"root field comes", function(w) w.root.absent = 9 w.root.get = w.other.get end},
  {"root field goes", function(w) w.root.far = nil end},
  {"method replaced", function(w) w.class.get = w.other.get w.root.base = w.other.base end},
  {"method is no function", function(w) w.class.get = "text" end},
  {"index function", function(w) w.class.__index = function(_, k) return #k end end},
  {"index function far", function(w) w.root.__index = function(_, k) return #k end setmetatable(w.class, w.root) end},
  {"index another", function(w) w.class.__index = w.other end},
  {"index gone", function(w) w.class.__index = nil end},
  {"index no table", function(w) w.class.__index = 5 end},
  {"index text", function(w) w.class.__index = "text" end},
  {"index raw", function(w) rawset(w.class, "__index", w.other) end},
  {"root loses its index", function(w) w.root.__index = nil end},
  {"class without root", function(w) setmetatable(w.class, nil) end},
  {"class with another root", function(w) setmetatable(w.class, w.other) end},
  {"stores trapped", function(w) w.class.__newindex = function(t, k, v) rawset(t, k, v + 1) end end},
  {"stores go elsewhere", function(w) w.class.__newindex = {} end},
  {"stores trapped far", function(w) setmetatable(w.class, {__index = w.root, __newindex = error}) w.class.z = nil end},
  {"stores refused", function(w) w.class.__newindex = 1 end},
  {"dictionary", function(w) grow(w.o) end},
  {"class a dictionary", function(w) grow(w.class) end},
  {"root a dictionary", function(w) grow(w.root) w.root.far = 6 end},
  {"one's own class", function(w) w.o.__index = w.root setmetatable(w.o, w.o) end},
  {"class deleted and back", function(w)
    w.class.weight, w.class.get = nil, nil
    collectgarbage()
    w.class.get, w.class.weight = w.other.get, 1
  end},
  {"class collected", function(w)
    w.class, w.root = nil, nil
    setmetatable(w.o, nil)
    collectgarbage()
    setmetatable(w.o, {__index = {weight = 40, far = 50, get = function() return 60 end}})
  end},
  {"raw", function(w) rawset(w.o, "x", 70) rawset(w.o, "weight", nil) rawset(w.class, "weight", 80) end},
  {"fields by next", function(w) for k in pairs(w.o) do w.o[k] = nil end end},
}

for _, access in ipairs(accesses) do
  local name, code = access[1], access[2]
  local f
  for n, change in ipairs(changes) do
    -- Most changes meet code that has learnt of others.
    f = n % 9 ~= 1 and f or assert(load([[
      local w, change, at = ...
      local o, new, r = w.o, w.new, 0
      for i = 1, 40 do
        if i == at then change(w) end
        ]] .. code .. [[

      end
      return r]], "=" .. name))
    print(name, change[1], pcall(f, world(), change[2], 25))
    print(name, "again", pcall(f, world(), changes[1][2], 0))
  end
end
