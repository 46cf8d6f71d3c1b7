-- Coroutines that cannot be resumed, in every state.
local main = coroutine.running()
print(type(main), select("#", coroutine.running()))
local co
co = coroutine.create(function()
  print("itself", coroutine.resume(co))
  print("status", coroutine.status(co))
  local inner = coroutine.create(function()
    print("outer", coroutine.status(co), coroutine.resume(co))
    print("outer", pcall(coroutine.wrap(function() return coroutine.resume(co) end)))
    if main then print("main", coroutine.status(main), coroutine.resume(main)) end
    coroutine.yield()
  end)
  print("inner", coroutine.resume(inner))
  coroutine.wrap(function()
    print("through wrap", coroutine.status(co), coroutine.resume(co))
    if main then print("main through wrap", coroutine.status(main), coroutine.resume(main)) end
  end)()
  coroutine.wrap(function(...)
    print("through wrap with values", coroutine.status(co), coroutine.resume(co))
  end)(1, 2)
  coroutine.yield("suspended")
  error({})
end)
print(coroutine.status(co))
print(coroutine.resume(co))
print(coroutine.status(co))
print((coroutine.resume(co)))
print(coroutine.status(co))
for _ = 1, 2 do print(coroutine.resume(co)) end
if main then print("main", coroutine.resume(main)) end

local w
w = coroutine.wrap(function() return pcall(w) end)
print("wrapped itself", w())
print("wrapped dead", pcall(w))
w = coroutine.wrap(function(...) error(...) end)
if not pcall(w, "first", 0) then print("wrapped failed", pcall(w)) end
local v = coroutine.wrap(function() local u = coroutine.wrap(function() return v() end); return pcall(u) end)
print("wrapped outer", pcall(v))

for _, bad in ipairs {{}, 1, "co", print, false} do
  local t = {}
  for _, name in ipairs {"resume", "status", "create", "wrap"} do
    local ok, m = pcall(function() local f = coroutine[name]; local r = f(bad) end)
    t[#t + 1] = ok and "ok" or m:gsub("^.-:%d+: ", ""):gsub("'f'", "F"):gsub("'%?'", "F")
  end
  print(type(bad), table.concat(t, "; "))
end
