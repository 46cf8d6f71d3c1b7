-- The table functions respect __index, __newindex and __len.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function proxy(store)
  return setmetatable({}, {
    __index = function(_, k) return store[k] end,
    __newindex = function(_, k, v) store[k] = v end,
    __len = function() return #store end,
  })
end
local store = { 3, 1, 2 }
local p = proxy(store)
table.insert(p, 4)
table.insert(p, 1, 0)
print(table.concat(p, " "), table.concat(store, " "), rawlen(p))
table.sort(p)
print(table.concat(p, " "), table.remove(p), table.remove(p, 1), table.concat(p, " "))
print(table.unpack(p))
print(pcall(table.insert, setmetatable({}, { __len = function() return "x" end }), 1))
print(pcall(table.insert, setmetatable({}, { __len = function() return 1.5 end }), 1))
print(pcall(table.insert, setmetatable({}, { __len = function() error("len") end }), 1))
print(pcall(table.unpack, setmetatable({}, { __len = function() return "2" end })))
print(pcall(table.concat, 3))
