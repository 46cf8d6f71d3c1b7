-- Arguments of the debug library at their edges; hooks that yield, fail and remove themselves.
local function try(f, ...) local t = table.pack(pcall(f, ...)) for i = 1, t.n do t[i] = tostring(t[i]):gsub("0x%x+", "PTR") end print(table.concat(t, " ", 1, t.n)) end
local co = coroutine.create(function(a, ...) local b <const> = 2 coroutine.yield() end)
for _, level in ipairs{0, 1, 2, 2^31, -1, -2^31, 2^53, math.maxinteger, math.mininteger} do
  local i = debug.getinfo(co, level, "S") print(level, i and i.what)
  try(debug.getlocal, co, level, 1) try(debug.setlocal, co, level, 1, 5)
end
coroutine.resume(co, 1, "x", "y")
for n = -4, 4 do try(debug.getlocal, co, 1, n) end
try(debug.getlocal, co, 1, math.mininteger) try(debug.getlocal, co, 1, math.maxinteger) try(debug.getlocal, co, 0, 1)
try(debug.getlocal, print, 1) try(debug.getlocal, try, 1) try(debug.getlocal, try, -1) try(debug.getlocal, try, 0)
try(debug.getupvalue, print, 1) try(debug.getupvalue, try, 0) try(debug.getupvalue, try, -1) try(debug.getupvalue, try, 256)
try(debug.getupvalue, try, math.mininteger) try(debug.setupvalue, try, 77, 1) try(debug.upvalueid, try, 99) try(debug.upvalueid, print, 1)
try(debug.upvaluejoin, try, 99, try, 1) try(debug.upvaluejoin, print, 1, try, 1) try(debug.upvaluejoin, try, 1, print, 1)
try(debug.getinfo, co, 1.5) try(debug.getinfo, 0/0) try(debug.getinfo, "x") try(debug.getinfo, co) try(debug.getinfo, 1, ">S") try(debug.getinfo, 1, "\0")
try(debug.sethook, 1) try(debug.sethook, print, 1) try(debug.sethook, print, "", -1) try(debug.gethook) try(debug.sethook, print, "", math.maxinteger) try(debug.gethook) try(debug.sethook)
try(debug.sethook, co, print, "crl", 3) try(debug.gethook, co) try(debug.gethook) try(debug.sethook, co)
try(debug.traceback, nil) try(debug.traceback, {}) try(debug.traceback, co, nil) try(debug.traceback, co, 5) try(debug.traceback, co, "m", 1) try(debug.traceback, co, "m", -5) try(debug.traceback, co, "m", 2^53)
try(debug.setmetatable, 1) try(debug.setmetatable, 1, 2) try(debug.getmetatable) try(debug.getregistry, 1)
try(debug.getuservalue, 1, 1) try(debug.getuservalue, io.stdout, 0) try(debug.getuservalue, io.stdout, -1) try(debug.setuservalue, io.stdout, 1, 99) try(debug.setuservalue, 1, 1) try(debug.getuservalue)
coroutine.close(co)
try(debug.getinfo, co, 0) try(debug.traceback, co)
local bad = coroutine.create(function() local x = 5 error("e") end) coroutine.resume(bad)
local i = debug.getinfo(bad, 1, "Sl") print(i and i.currentline) try(debug.getlocal, bad, 1, 1) try(debug.setlocal, bad, 1, 1, 6) try(debug.getlocal, bad, 1, 1) try(debug.traceback, bad)
-- a hook that yields, one that fails, one that removes itself, one of another coroutine
local y = coroutine.create(function() for i = 1, 3 do end return "done" end)
debug.sethook(y, function() try(coroutine.yield, 1) end, "l")
try(coroutine.resume, y) try(coroutine.resume, y)
local f = coroutine.create(function() local a = 1; local b = 2 return "x" end)
debug.sethook(f, function() error("in hook") end, "l") try(coroutine.resume, f) print(coroutine.status(f))
local n = 0 debug.sethook(function() n = n + 1 debug.sethook() end, "", 1) for i = 1, 100 do end print(n)
local ev = {} debug.sethook(function(e) ev[#ev+1] = e end, "cr") math.abs(1) debug.sethook() print(table.concat(ev, " "))
