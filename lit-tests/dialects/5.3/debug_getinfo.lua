-- What getinfo tells of functions and levels, option by option.
local function show(label, t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys)
  local text = {}
  for i, k in ipairs(keys) do
    local v = t[k]
    if type(v) == "table" or type(v) == "function" then v = type(v) end
    text[i] = k .. "=" .. tostring(v)
  end
  print(label, table.concat(text, " "))
end
local up1, up2 = 1, 2
local function plain(a, b) return up1, up2 end
local function varargs(a, ...)
  show("level S", debug.getinfo(1, "S"))
  show("level l", debug.getinfo(1, "l"))
  show("level n", debug.getinfo(1, "n"))
  show("level u", debug.getinfo(1, "u"))
  show("level f", debug.getinfo(1, "f"))
  print(debug.getinfo(1, "f").func == varargs)
  show("caller", debug.getinfo(2, "nSl"))
end
varargs(1, 2, 3)
show("plain u", debug.getinfo(plain, "u"))
show("plain S", debug.getinfo(plain, "S"))
show("plain n", debug.getinfo(plain, "n"))
show("plain l", debug.getinfo(plain, "l"))
show("native", debug.getinfo(print, "Snlu"))
show("none", debug.getinfo(plain, ""))
print(debug.getinfo(100), (debug.getinfo(-1) or {}).what)
local co = coroutine.create(function(x) local y = x; coroutine.yield(); return y end)
coroutine.resume(co, 1)
show("co 0", debug.getinfo(co, 0, "Sn"))
show("co 1", debug.getinfo(co, 1, "Sl"))
print(debug.getinfo(co, 2))
show("co fn", debug.getinfo(co, plain, "S"))
print(pcall(debug.getinfo, 1, "X"))
print(pcall(debug.getinfo, 1, "SlX"))
print(pcall(debug.getinfo, plain, "?"))
print(pcall(debug.getinfo, "one"))
print(pcall(debug.getinfo, nil))
print(pcall(debug.getinfo, {}, "S"))
print((pcall(debug.getinfo, co)))
print(pcall(debug.getinfo, 1, {}))
local t = debug.getinfo(1)
print(t.currentline, t.what, t.namewhat, t.short_src)
