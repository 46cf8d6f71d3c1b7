-- collectgarbage: options and what they return.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(collectgarbage(), collectgarbage("collect"))
print(type(collectgarbage("count")), math.type(collectgarbage("count")))
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"))
print(collectgarbage("restart"), collectgarbage("isrunning"))
print(collectgarbage("generational"))
print(collectgarbage("incremental"))
print(collectgarbage("incremental"))
print(collectgarbage("setpause", 150), collectgarbage("setpause", 200))
print(collectgarbage("setstepmul", 300), collectgarbage("setstepmul", 100))
print(type(collectgarbage("step")), pcall(collectgarbage, "step", "x"))
print(pcall(collectgarbage, "nothing"))
print(pcall(collectgarbage, {}))
local before = collectgarbage("count")
local t = {}
for i = 1, 10000 do t[i] = { i } end
print(collectgarbage("count") > before)
t = nil
collectgarbage()
print(collectgarbage("count") < before + 300)
