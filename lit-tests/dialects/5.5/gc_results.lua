-- What collectgarbage returns.
local function try(...)
  local ok, result = pcall(collectgarbage, ...)
  print(ok, (tostring(result):gsub("to '.-' ", "")))
end
print(collectgarbage())
print(collectgarbage("collect"))
print(type(collectgarbage("count")), collectgarbage("count") > 1, collectgarbage("count") % 1 ~= nil)
print(collectgarbage("stop"), collectgarbage("restart"))
print(collectgarbage("incremental"), collectgarbage("generational"), collectgarbage("incremental"))
for _, name in ipairs{"minormul", "majorminor", "minormajor", "pause", "stepmul", "stepsize"} do
  print(name, collectgarbage("param", name), collectgarbage("param", name, 123), collectgarbage("param", name))
  for _, value in ipairs{0, 1, 7, 13, 99, 100, 101, 150, 333, 1000, 4097, 65535, 1000000, 400000000} do
    collectgarbage("param", name, value)
    io.write(collectgarbage("param", name), " ")
  end
  print(collectgarbage("param", name, -1))
  collectgarbage("param", name, 200)
end
print(pcall(collectgarbage, "param"))
print(pcall(collectgarbage, "param", "nonsense"))
print(pcall(collectgarbage, "param", "pause", "x"))
print(collectgarbage("incremental", 120, 240), collectgarbage("param", "pause"))
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"))
print(collectgarbage("restart"), collectgarbage("isrunning"))
print(select("#", collectgarbage("count")), select("#", collectgarbage("step")))
for _, bad in ipairs{"nonsense", "", "Collect", "setpause", "setstepmul", "setmajorinc"} do
  try(bad)
end
try({})
try(nil)
try("step", "x")
try("step", {})
print((pcall(collectgarbage, "count", "x")))
print((pcall(collectgarbage, "collect", "1")))
-- Memory comes back.
local before = collectgarbage("count")
do
  local t = {}
  for i = 1, 20000 do t[i] = {i, tostring(i)} end
  print(collectgarbage("count") > before + 500)
  t = nil
end
collectgarbage()
collectgarbage()
print(collectgarbage("count") < before + 200)
-- A stopped collector does not collect, unless it is told to.
collectgarbage()
collectgarbage("stop")
local w = setmetatable({}, {__mode = "v"})
local function fill(depth)
  if depth > 0 then fill(depth - 1) else w[1] = {} end
  return depth
end
fill(50)
for i = 1, 100000 do local t = {i} end
print(w[1] ~= nil)
collectgarbage()
print(w[1] == nil)
collectgarbage("restart")
fill(50)
local n, recent = 0, {}
repeat
  n = n + 1
  recent[n % 8 + 1] = {n}
until w[1] == nil or n > 1e7
print(w[1] == nil)
-- A step that is large enough ends a cycle, stopped or not.
local function steps(size)
  local n = 0
  repeat n = n + 1 until collectgarbage("step", size) or n > 1e6
  return n <= 1e6
end
print(steps(0), steps(1), steps(1000))
collectgarbage("stop")
print(steps(0), steps(100))
collectgarbage("restart")
