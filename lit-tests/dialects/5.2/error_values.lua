-- Errors that are not strings, rethrown errors, errors in handlers.
local marker = setmetatable({}, { __tostring = function() return "marker" end })
local ok, e = pcall(error, marker)
print(ok, e == marker, tostring(e))
print(pcall(error, 1.5)) print(pcall(error, false)) print(pcall(error, nil)) print(pcall(error, print) == false)
local function rethrow() local ok2, e2 = pcall(error, "inner", 0) error(e2, 0) end
print(pcall(rethrow))
print(xpcall(function() error("x", 0) end, function(m) return m .. " handled" end))
print(xpcall(function() return 1, 2, 3 end, print))
print(xpcall(function() error(marker) end, function(m) return m == marker end))
print(xpcall(function() local x = nil + 1 end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
print(xpcall(function() undefined() end, function(m) return type(m), "second" end))
print(select("#", xpcall(error, function() end)))
print(pcall(pcall, error, "e"))
print(pcall(function() local ok = pcall() return ok end))
print(pcall(function() return pcall(error, "nested", 0) end))
-- in coroutines
local co = coroutine.create(function() error("in coroutine", 0) end)
print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co))
co = coroutine.create(function() error(marker) end)
print(select(2, coroutine.resume(co)) == marker)
local wrapped = coroutine.wrap(function() error("wrapped", 0) end)
print(pcall(wrapped))
co = coroutine.create(function() local t = {} coroutine.yield(1) return t.x.y end)
print(coroutine.resume(co))
print(coroutine.resume(co))
-- state after errors
local log = {}
for i = 1, 5 do
  local good, m = pcall(function()
    log[#log + 1] = i
    if i % 2 == 0 then error("even " .. i, 0) end
    return i
  end)
  log[#log + 1] = good and "ok" or m
end
print(table.concat(log, " "))
local t = setmetatable({}, { __index = function(_, k) error("no " .. k, 0) end, __newindex = function(_, k) error("not " .. k, 0) end,
  __add = function() error("sum", 0) end, __call = function(_, m) error(m, 0) end, __concat = function() error("cat", 0) end })
print(pcall(function() return t.field end)) print(pcall(function() t.field = 1 end)) print(pcall(function() return t + 1 end))
print(pcall(t, "call")) print(pcall(function() return t .. "x" end)) print(pcall(function() t("stat") end))
print(rawget(t, "field"))
print(pcall(string.gsub, "abc", "b", function() error("in gsub", 0) end))
print(pcall(table.sort, { 3, 2, 1 }, function() error("in sort", 0) end))
