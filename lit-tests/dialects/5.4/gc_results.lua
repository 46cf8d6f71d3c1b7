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
print(collectgarbage("setpause", 150), collectgarbage("setpause", 403), collectgarbage("setpause", 0))
print(collectgarbage("setpause", 2000), collectgarbage("setpause", 200))
print(collectgarbage("setstepmul", 300), collectgarbage("setstepmul", 10), collectgarbage("setstepmul", 100))
print(collectgarbage("incremental", 120, 240, 12))
print(collectgarbage("setpause", 200), collectgarbage("setstepmul", 100))
print(collectgarbage("incremental", 0, 0, 0), collectgarbage("setpause", 200))
print(collectgarbage("generational", 30, 150), collectgarbage("incremental"))
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"))
print(collectgarbage("restart"), collectgarbage("isrunning"))
print(select("#", collectgarbage("count")), select("#", collectgarbage("step")))
print(pcall(collectgarbage, "incremental", "x"))
print(pcall(collectgarbage, "setpause", 1.5))
for _, bad in ipairs{"nonsense", "", "Collect", "setmajorinc", "param"} do
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
