-- Which metamethods the table library sees.
local function proxy(len)
  local log, store = {}, {"a", "b", "c", "d"}
  local p = setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "get " .. tostring(k) return store[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "set " .. tostring(k) .. " " .. tostring(v) store[k] = v end,
    __len = function() log[#log + 1] = "len" return len end,
  })
  return p, log
end
local function try(name, f)
  local p, log = proxy(3)
  local r = {pcall(f, p)}
  for i = 1, #r do r[i] = tostring(r[i]) end
  print(name, table.concat(r, " "), "|", table.concat(log, "; "))
end
try("insert", function(p) table.insert(p, "x") end)
try("insert at", function(p) table.insert(p, 2, "x") end)
try("remove", function(p) return table.remove(p) end)
try("remove at", function(p) return table.remove(p, 1) end)
try("concat", function(p) return table.concat(p, ",") end)
try("concat range", function(p) return table.concat(p, ",", 2, 3) end)
try("sort", function(p) table.sort(p) end)
try("sort by", function(p) table.sort(p, function(a, b) return a > b end) end)
try("unpack", function(p) return (unpack or table.unpack)(p) end)
try("unpack range", function(p) return (unpack or table.unpack)(p, 2, 3) end)
try("length", function(p) return #p end)
local q = setmetatable({1, 2, 3}, {__index = function() return "d" end, __newindex = error})
print(pcall(table.concat, q, ","), pcall(table.insert, {}, 1), #q)
for _, len in ipairs{0, 2, 2.5, "3", "x", -1} do
  local t = setmetatable({5, 6, 7}, {__len = function() return len end})
  print(len, pcall(table.concat, t, ","))
  print(len, pcall(table.remove, t))
end
print(pcall(table.insert, setmetatable({}, {__len = function() error("len", 0) end}), 1))
local class = setmetatable({}, {__index = table})
class:insert("a") class:insert("b")
print(class:concat("+"), class:remove(1), #class)
