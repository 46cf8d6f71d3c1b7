-- Globals and environments change under loops that have learnt about them: values, the table's
-- metatable, the environment itself, which belongs to functions in 5.1 and is a variable elsewhere.
local select, type, rawset, pcall, print, tostring = select, type, rawset, pcall, print, tostring
local setmetatable, collectgarbage, pairs, ipairs = setmetatable, collectgarbage, pairs, ipairs
local setfenv, setupvalue = setfenv, debug.setupvalue

-- A function whose globals are the fields of `environment`.
local function compile(code, name, environment)
  if setfenv then return setfenv(assert(loadstring(code, "=" .. name)), environment) end
  return assert(load(code, "=" .. name, "t", environment))
end

-- Gives f, which compile has made, another environment.
local function move(f, environment)
  if setfenv then setfenv(f, environment) else setupvalue(f, 1, environment) end
end

local accesses = {
  {"read", "r = r + x"},
  {"absent", "r = r + (absent or 1)"},
  {"write", "x = i r = r + x"},
  {"defined", "fresh = i r = r + (fresh or 4) fresh = nil"},
  {"called", "r = r + f(i)"},
  {"in a closure", "local function g() x = (x or 0) + 1 return x end r = r + g()"},
  {"library", "r = r + floor(i / 2) + math.max(i, 3)"},
}

local changes = {
  {"nothing", function() end},
  {"another value", function(e) e.x = 40.5 end},
  {"another type", function(e) e.x = "17" end},
  {"deleted", function(e) e.x = nil e.f = nil end},
  {"deleted and back", function(e) e.x = nil collectgarbage() e.x = 3 end},
  {"new ones", function(e) e.absent = 5 e.fresh = 6 end},
  {"function replaced", function(e) e.f = function(i) return i * 2 end e.floor = e.f end},
  {"function no more", function(e) e.f = {} e.floor = 4 end},
  {"library replaced", function(e) e.math = {max = function(a) return a + 100 end} end},
  {"library function replaced", function(e) e.math.max = function(a) return a + 200 end end},
  {"library function gone", function(e) e.math.max = nil end},
  {"many", function(e) for i = 1, 200 do e["name" .. i] = i end end},
  {"inherits", function(e) e.x = nil setmetatable(e, {__index = {x = 9, absent = 8}}) end},
  {"inherits from function", function(e) e.x = nil setmetatable(e, {__index = function(_, k) return #k end}) end},
  {"stores trapped", function(e)
    e.x = nil
    setmetatable(e, {__newindex = function(t, k, v) rawset(t, k, v + 1000) end, __index = {x = 2}})
  end},
  {"stores refused", function(e) setmetatable(e, {__newindex = function(_, k) error("no " .. k, 0) end}) end},
  {"strict", function(e)
    setmetatable(e, {__index = function(_, k) error("undefined " .. k, 0) end})
  end},
  {"moved", function(e, f) move(f, {x = 70, f = e.f, floor = e.floor, math = e.math}) end},
  {"moved to nothing", function(e, f) move(f, {}) end},
  {"moved to inheritance", function(e, f) move(f, setmetatable({}, {__index = e})) end},
}

local function environment()
  return {x = 1, f = function(i) return i end, floor = math.floor, math = {max = math.max}}
end

local error = error
for _, access in ipairs(accesses) do
  local f
  for n, change in ipairs(changes) do
    local e = environment()
    -- Most changes meet code that has learnt of others.
    if f then move(f, e) end
    f = n % 9 ~= 1 and f or compile([[
      local change, e, self, at = ...
      local r = 0
      for i = 1, 30 do
        if i == at then change(e, self) end
        ]] .. access[2] .. [[

      end
      return r]], access[1], e)
    print(access[1], change[1], pcall(f, change[2], e, f, 20))
    move(f, environment())
    print(access[1], "again", pcall(f, changes[1][2], e, f, 0))
  end
end
