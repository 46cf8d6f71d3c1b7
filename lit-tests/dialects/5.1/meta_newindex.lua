-- __newindex: when it is asked, chains, raw stores, keys that cannot be.
local function logger()
  local log = {}
  return log, function(t, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v) end
end
local log, handler = logger()
local t = setmetatable({ present = 1 }, { __newindex = handler })
t.present = 2 t.absent = 3 t[1] = 4 t[1.5] = 5 t[true] = 6
t.present = nil t.present = 7
print(table.concat(log, " "), rawget(t, "present"), rawget(t, "absent"))
rawset(t, "absent", 8)
t.absent = 9
print(t.absent, #log)
local store = {}
local proxy = setmetatable({}, { __newindex = store, __index = store })
proxy.x = 1 proxy[1] = "a" proxy[2] = "b"
print(rawget(proxy, "x"), store.x, proxy.x, #proxy, #store, next(proxy))
local second = setmetatable({}, { __newindex = proxy })
second.y = 5
print(rawget(second, "y"), rawget(proxy, "y"), store.y)
-- keys
local seen = setmetatable({}, { __newindex = function(_, k, v) print("handler", k ~= k and "nan" or k, v) end })
print(pcall(function() seen[nil] = 1 end))
print(pcall(function() seen[0 / 0] = 2 end))
print(pcall(function() ({})[nil] = 1 end))
print(pcall(function() ({})[0 / 0] = 1 end))
print(pcall(function() setmetatable({}, { __newindex = {} })[nil] = 1 end))
-- not tables
print(pcall(function() local x = 5 x.y = 1 end))
print(pcall(function() local s = "s" s.y = 1 end))
print(pcall(function() local x x.y = 1 end))
local bad = setmetatable({}, { __newindex = 5 })
print(pcall(function() bad.x = 1 end))
-- endless chains
local loop = {}
setmetatable(loop, { __newindex = loop })
print(pcall(function() loop.x = 1 end))
local function chain(n)
  local last = {}
  local t = last
  for _ = 1, n do t = setmetatable({}, { __newindex = t }) end
  return t, last
end
for _, n in ipairs { 1, 98, 99, 100, 1998, 1999, 2000 } do
  local first, last = chain(n)
  local ok, message = pcall(function() first.k = n end)
  print(n, ok, message, last.k)
end
-- a handler that stores itself
local count = 0
local counted = setmetatable({}, { __newindex = function(self, k, v) count = count + 1 rawset(self, k, v) end })
for i = 1, 20 do counted[i] = i end
for i = 1, 20 do counted[i] = -i end
print(count, #counted, counted[20])
local order = setmetatable({}, { __newindex = function(_, k, v) io.write(k, "=", tostring(v), " ") end })
order.a, order.b, order.c = 1, 2
print()
for _, n in ipairs { 99, 100, 1999, 2000, 2001 } do
  local first, last = chain(n)
  rawset(last, "k", "old")
  print(n, (pcall(function() first.k = n end)), last.k)
end
