-- __call: of tables, in chains, with errors.
local function show(...)
  local t = {n = select("#", ...), ...}
  for i = 1, t.n do t[i] = type(t[i]) == "table" and (t[i].name or "table") or tostring(t[i]) end
  print(table.concat(t, " "))
end
local c = setmetatable({name = "c"}, {__call = function(...) return select("#", ...), ... end})
show(c())
show(c(1, nil, 3))
show(c(c, c))
show((c(1)))
show(pcall(c, 1, 2))
show(pcall(pcall, c))
show(select(2, xpcall(c, print)))
for a, b in c, "state", "control" do show(a, b); break end
local object = {name = "object", method = c}
show(object:method(1))
show(object.method(1))
local function tail(...) return c(...) end
show(tail(1, 2))
show(coroutine.wrap(function(...) return c(...) end)(5))
-- __call that is a native, or another callable.
local native = setmetatable({name = "native"}, {__call = rawequal})
show(native(native), native(1))
show(pcall(setmetatable({}, {__call = assert}), "message") and "asserted")
local ok, m = pcall(setmetatable({}, {__call = setmetatable({name = "second"}, {__call = function(...) return "chained", select("#", ...) end})}), 1, 2)
show(ok, ok and m or (m:gsub("^.-:%d+: ", "")))
show(pcall(setmetatable({}, {__call = {}}), 1))
show(pcall(setmetatable({}, {__call = 1})))
show(pcall(setmetatable({}, {})))
-- Errors name what was called.
show(pcall(function() local x = {}; x() end))
show(pcall(function() local x = {y = {}}; x.y.z() end))
show(pcall(function() local x = {y = 5}; x.y() end))
show(pcall(function() local s = "text"; s:nothing() end))
show(pcall(function() undefined_function() end))
show(pcall(function() (1)() end))
show(pcall(function() ({})() end))
show(pcall(function() for _ in {} do end end))
show(pcall(function() for _ in nil do end end))
-- Changing the handler while it runs.
local mt = {}
mt.__call = function(self, n) mt.__call = function(_, m) return "second", m end; return "first", n end
local changing = setmetatable({}, mt)
show(changing(1))
show(changing(2))
-- Metamethods get callables, too.
local index = setmetatable({}, {__index = c})
show(pcall(function() return index.x end))
local add = setmetatable({name = "add"}, {__add = c})
show(pcall(function() return add + 1 end))
