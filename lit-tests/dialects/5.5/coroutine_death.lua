-- A coroutine that dies inside natives keeps its frames: for tracebacks, and for coroutine.close.
local function new(name)
  return setmetatable({}, {__close = function(_, e) print("close", name, e) end})
end
local function in_sort()
  local a <close> = new "around"
  table.sort({3, 1, 2}, function(x, y)
    local b <close> = new "in comparator"
    error("compare", 0)
  end)
end
local function in_gsub()
  return (string.gsub("abc", "%w", function(c)
    local a <close> = new "in gsub"
    table.sort({1, 2}, function() local b <close> = new "deep" local x = nil; return x.y end)
  end))
end
local function in_tostring() return tostring(setmetatable({}, {__tostring = function() error({}) end})) end
for _, f in ipairs {in_sort, in_gsub, in_tostring} do
  local co = coroutine.create(f)
  local ok, m = coroutine.resume(co)
  print(ok, type(m), coroutine.status(co))
  print(debug.traceback(co))
  print((coroutine.close(co)))
  print(debug.traceback(co))
end
-- The same with a protected call around: closed at once.
local co = coroutine.create(function()
  print(pcall(in_sort))
  print(pcall(in_gsub))
  local f, m = load(function() local a <close> = new "in reader" error("read", 0) end)
  print(f, m)
  in_sort()
end)
print(coroutine.resume(co))
print(coroutine.close(co))
-- Upvalues of the dead frames live on.
local get
co = coroutine.create(function()
  string.gsub("a", "a", function() local v = 1; get = function() v = v + 1 return v end; error("x", 0) end)
end)
coroutine.resume(co)
print(get(), get())
coroutine.close(co)
print(get())
print(pcall(coroutine.wrap(in_sort)))
