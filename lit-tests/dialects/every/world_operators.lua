-- Operators whose operands change their types and metamethods in the middle of a loop.
local load = loadstring or load

local operators = {
  {"add", "v = a + b"}, {"add constant", "v = a + 2"}, {"constant add", "v = 2 + a"},
  {"sub", "v = a - b"}, {"mul", "v = a * b"}, {"div", "v = a / b"}, {"mod", "v = a % b"},
  {"pow", "v = a ^ 2"}, {"minus", "v = -a"}, {"concat", "v = a .. b"}, {"concat three", "v = a .. 'x' .. b"},
  {"equal", "v = a == b"}, {"not equal", "if a ~= b then v = 1 else v = 2 end"}, {"equal constant", "v = a == 3"},
  {"less", "v = a < b"}, {"less or equal", "v = a <= b"}, {"greater constant", "v = a > 3"},
  {"length", "v = #a"}, {"call", "v = a(b)"}, {"index", "v = a[b]"}, {"store", "a[b] = i v = 1"},
  {"method", "v = a:name()"},
  {"loop limit", "v = 0 for j = 1, a do v = v + j if j > 5 then break end end"},
}

local function metatable(result)
  local m = {}
  for _, event in ipairs {"add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "eq", "lt", "le", "len", "call"} do
    m["__" .. event] = function() return result end
  end
  m.__index = function(_, k) return k == "name" and function() return result end or result end
  m.__newindex = function() end
  return m
end

local changes = {
  {"nothing", function(a, b) return a, b end},
  {"floats", function() return 3.5, 2.25 end},
  {"one float", function() return 3, 0.5 end},
  {"zero", function() return 0.0, -0.0 end},
  {"no number", function() return 0 / 0, 0 / 0 end},
  {"numerals", function() return "10", "3" end},
  {"texts", function() return "abc", "abd" end},
  {"nil", function() return nil, 1 end},
  {"other nil", function() return 1, nil end},
  {"booleans", function() return true, true end},
  {"tables", function() return {}, {} end},
  {"one table", function() local t = {1, 2, 3} return t, t end},
  {"tables with metamethods", function() local m = metatable(42) return setmetatable({}, m), setmetatable({}, m) end},
  {"left metamethods", function() return setmetatable({}, metatable(43)), 3 end},
  {"right metamethods", function() return 3, setmetatable({}, metatable(44)) end},
  {"two metatables", function() return setmetatable({}, metatable(45)), setmetatable({}, metatable(46)) end},
  {"metamethods that fail", function()
    local m = metatable(1)
    for event in pairs(m) do m[event] = function() error("metamethod fails", 0) end end
    return setmetatable({}, m), setmetatable({}, m)
  end},
  {"metamethods that come late", function()
    local m = {}
    local a = setmetatable({}, m)
    assert(not m.__add and not pcall(function() return a + a end))
    for event, f in pairs(metatable(47)) do m[event] = f end
    return a, setmetatable({}, m)
  end},
  {"metamethods that go", function()
    local m = metatable(48)
    local a, b = setmetatable({}, m), setmetatable({}, m)
    assert(a + b == 48 and #tostring(a .. b) == 2)
    for event in pairs(m) do m[event] = nil end
    return a, b
  end},
  {"functions with metamethods", function() debug.setmetatable(print, metatable(49)) return print, print end},
  {"nil with metamethods", function() debug.setmetatable(nil, metatable(50)) return nil, nil end},
  {"booleans with metamethods", function() debug.setmetatable(true, metatable(51)) return true, false end},
}

for _, operator in ipairs(operators) do
  local f
  for n, change in ipairs(changes) do
    -- Most changes meet code that has learnt of others.
    f = n % 9 ~= 1 and f or assert(load([[
      local a, b, change, at = ...
      local v, out = nil, ""
      for i = 1, 30 do
        if i == at then a, b = change(a, b) end
        ]] .. operator[2] .. [[

        if i % 10 == 9 then out = out .. (type(v) == "number" and string.format("%.6g", v):gsub("-nan", "nan") or tostring(v)) .. ";" end
      end
      return out]], "=" .. operator[1]))
    print(operator[1], change[1], pcall(f, 7, 5, change[2], 20))
    print(operator[1], "again", pcall(f, 9, 4, changes[1][2], 0))
    debug.setmetatable(print, nil)
    debug.setmetatable(nil, nil)
    debug.setmetatable(true, nil)
  end
end
