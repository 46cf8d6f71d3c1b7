-- string.dump and what comes back of it; uservalues; table.maxn.
local load = loadstring or load
local function try(f, ...)
  local r = {pcall(f, ...)}
  for i = 1, 4 do r[i] = tostring(r[i]) end
  return table.concat(r, " | ")
end
local up = 10
local function add(a, b) up = up + 1 return a + b, up end
local again = load(string.dump(add))
print(type(again), try(again, 1, 2))
local plain = load(string.dump(function(a, ...) local t = {...} return a, #t, t[1] end))
print(plain(1, 2, 3))
print(load(string.dump(load("return 'chunk', ...")))(7))
local nested = load(string.dump(function(n)
  local function fact(k) if k <= 1 then return 1 end return k * fact(k - 1) end
  return fact(n), (function(...) return select("#", ...) end)(n, nil, nil)
end))
print(nested(5))
local values = load(string.dump(function() return nil, true, false, 1, -1.5, "text", "with\0zero", ("x"):rep(3) end))
print(select("#", values()), select(6, values()))
print(#(select(7, values())))
print(try(string.dump, print))
print(try(string.dump))
print(try(string.dump, "text"))
print(try(string.dump, {}))
local bytes = string.dump(add)
print(bytes:sub(1, 4) == "\27Lua", (load(bytes:sub(1, 10))) == nil, (load(bytes:sub(1, -5))) == nil)
local info = debug.getinfo(load(string.dump(add)), "S")
print(info.what, info.linedefined, info.lastlinedefined, info.short_src == debug.getinfo(1, "S").short_src)
local stripped = load(string.dump(function(a) local b = a return b + 1 end, true))
print(stripped(4))
local co = coroutine.wrap(load(string.dump(function(a) local b = coroutine.yield(a + 1) return b * 2 end)))
print(co(1), co(21))

if table.maxn then
  print(table.maxn({}), table.maxn({1, 2, nil, 4}), table.maxn({[2.5] = 1, [100] = 2, x = 3}), table.maxn({[-3] = 1}))
  print(try(table.maxn, 5))
end
if debug.setuservalue then
  local file = io.tmpfile()
  print(debug.getuservalue(file))
  print(debug.setuservalue(file, {name = "value"}) == file)
  print(type(debug.getuservalue(file)))
  print(try(debug.setuservalue, file, nil) ~= "")
  print(debug.getuservalue(file))
  print(try(debug.setuservalue, {}, {}))
  print(try(debug.setuservalue, "x", {}))
  print(debug.getuservalue({}), debug.getuservalue("x"))
  file:close()
end
if debug.setcstacklimit then
  print(type(debug.setcstacklimit(1000)), try(debug.setcstacklimit))
end
