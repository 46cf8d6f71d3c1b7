-- collectgarbage: options, parameters, results.
local function bad(f) local ok, e = pcall(f) print(ok, (tostring(e):gsub("^.-bad", "bad"))) end
print(collectgarbage(), collectgarbage("collect"))
print(type(collectgarbage("count")), collectgarbage("count") > 0)
print(select("#", collectgarbage("count")))
print(collectgarbage("stop"))
print(collectgarbage("isrunning"))
print(collectgarbage("restart"))
print(collectgarbage("isrunning"))
print(type(collectgarbage("step")))
print(collectgarbage("setpause", 150), collectgarbage("setpause", 200))
print(collectgarbage("setstepmul", 300), collectgarbage("setstepmul", 200))
bad(function() collectgarbage("generational") end)
bad(function() collectgarbage("nothing") end)
bad(function() collectgarbage({}) end)
local weak = setmetatable({}, {__mode = "v"})
weak[1] = {}
collectgarbage()
print(weak[1])
local before = collectgarbage("count")
local garbage = {}
for i = 1, 2000 do garbage[i] = {i} end
print(collectgarbage("count") > before)
garbage = nil
