-- What arrays hold changes in the middle of a loop that has learnt about them: kinds of elements,
-- holes, lengths, metatables, keys beside the array.
local load = loadstring or load

local accesses = {
  {"read", "local v = t[i % 8 + 1] r = r + (tonumber(v) or 0.25)"},
  {"plain read", "r = r + t[i % 8 + 1]"},
  {"read whole", "local v = t[3] r = r + (v and 1 or 2) + (v == 3 and 4 or 8)"},
  {"write", "t[i % 8 + 1] = i r = r + (tonumber(t[2]) or 0.5)"},
  {"write floats", "t[i % 8 + 1] = i + 0.5 r = r + (tonumber(t[7]) or 0.5)"},
  {"write and read", "local j = i % 7 + 1 t[j] = t[j + 1] r = r + (tonumber(t[j]) or 1)"},
  {"swap", "t[1], t[5] = t[5], t[1] r = r + (tonumber(t[1]) or 3)"},
  {"append", "t[#t + 1] = i r = r + #t"},
  {"append and remove", "t[#t + 1] = i / 2 r = r + (tonumber(t[#t]) or 9) t[#t] = nil"},
  {"insert", "table.insert(t, i) r = r + (tonumber(table.remove(t, 1)) or 2)"},
  {"iterate", "for j, v in ipairs(t) do if j > 9 then break end r = r + j + (tonumber(v) or 0.125) end"},
  {"next", "local n = 0 for k in pairs(t) do n = n + 1 if n > 99 then break end end r = r + n"},
  {"float keys", "local j = (i % 8) / 1 + 1.0 t[j] = t[j] r = r + (tonumber(t[j]) or 7)"},
  {"nested", "local u = {t, {i}} r = r + (tonumber(u[1][4]) or 6) + u[2][1]"},
  {"compare", "if t[2] == t[6] then r = r + 1 else r = r - 1 end"},
}

local changes = {
  {"nothing", function() end},
  {"float", function(t) t[4] = 4.5 end},
  {"float for whole", function(t) t[4] = 4.0 end},
  {"negative zero", function(t) t[4] = -0.0 end},
  {"no number", function(t) t[4] = 0 / 0 end},
  {"infinity", function(t) t[2], t[6] = 1 / 0, -1 / 0 end},
  {"large", function(t) t[4] = 2 ^ 53 t[2] = 2 ^ 53 end},
  {"text", function(t) t[4] = "17" end},
  {"other text", function(t) t[4] = "text" end},
  {"false", function(t) t[4] = false end},
  {"table", function(t) t[4] = {} end},
  {"function", function(t) t[4] = print end},
  {"hole", function(t) for i = #t, 4, -1 do t[i] = nil end end},
  {"hole filled", function(t) for i = #t, 4, -1 do t[i] = nil end for i = 4, 8 do t[i] = i * 2 end end},
  {"emptied", function(t) for i = #t, 1, -1 do t[i] = nil end end},
  {"emptied by next", function(t) for k in pairs(t) do t[k] = nil end end},
  {"longer", function(t) for i = #t + 1, 100 do t[i] = i end end},
  {"longer by floats", function(t) for i = #t + 1, 100 do t[i] = i / 4 end end},
  {"longer by text", function(t) for i = #t + 1, 100 do t[i] = i .. "" end end},
  {"shorter", function(t) for i = #t, 1, -1 do if #t > 8 then t[i] = nil end end collectgarbage() end},
  {"keys below", function(t) t[0], t[-1] = "zero", "minus one" end},
  {"key far", function(t) t[2 ^ 40] = 1 end},
  {"named keys", function(t) t.x, t.n = 1, 2 end},
  {"fraction", function(t) t[1.5] = 1 t[4.5] = 2 end},
  {"sorted", function(t) table.sort(t, function(a, b) return (tonumber(a) or 0) > (tonumber(b) or 0) end) end},
  {"metatable", function(t) setmetatable(t, {}) end},
  {"index function", function(t) setmetatable(t, {__index = function(_, k) return k + 1 end}) end},
  {"index table", function(t) for i = #t, 5, -1 do t[i] = nil end setmetatable(t, {__index = {0, 0, 0, 0, 50, 60, 70, 80}}) end},
  {"index itself", function(t) setmetatable(t, t) t.__index = {[5] = 5} end},
  {"newindex", function(t)
    for i = #t, 5, -1 do t[i] = nil end
    setmetatable(t, {__newindex = function(u, k, v) rawset(u, k, (tonumber(v) or 0) + 100) end})
  end},
  {"newindex elsewhere", function(t) for i = #t, 5, -1 do t[i] = nil end setmetatable(t, {__newindex = {}}) end},
  {"equal tables", function(t)
    local m = {__eq = function() return true end}
    t[2], t[6] = setmetatable({}, m), setmetatable({}, m)
  end},
  {"raw", function(t) rawset(t, 4, "raw") rawset(t, #t + 1, 0.75) end},
  {"inserted", function(t) table.insert(t, 2, "in") table.insert(t, 1, {}) end},
  {"removed", function(t) table.remove(t, 2) table.remove(t) end},
}

local function array(kind)
  local t = {}
  for i = 1, 10 do t[i] = kind == "whole" and i or kind == "float" and i + 0.5 or kind == "text" and i .. "" or i % 3 == 0 and i .. "" or i / 2 end
  return t
end

for _, access in ipairs(accesses) do
  local f
  for n, change in ipairs(changes) do
    -- Most changes meet code that has learnt of others.
    f = n % 9 ~= 1 and f or assert(load([[
      local t, change, at = ...
      local r = 0
      for i = 1, 30 do
        if i == at then change(t) end
        ]] .. access[2] .. [[

      end
      return r]], "=" .. access[1]))
    local kind = ({"whole", "float", "text", "mixed"})[n % 4 + 1]
    print(access[1], change[1], kind, pcall(f, array(kind), change[2], 20))
    print(access[1], "again", pcall(f, array("whole"), changes[1][2], 0))
  end
end
