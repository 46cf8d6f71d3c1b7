-- Recursion through natives and through coroutines ends at stock's limit of C levels.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function depth(step)
  local n = 0
  local function go() n = n + 1; return step(go) end
  local ok, m = pcall(go)
  print(ok, type(m) == "string" and m:match("C stack overflow"), n)
end
depth(function(go) return (string.gsub("a", ".", go)) end)
depth(function(go) return table.sort({1, 2, 3}, go) end)
depth(function(go) return coroutine.wrap(go)() end)
depth(function(go) return tostring(setmetatable({}, {__tostring = go})) end)
print(pcall(load, string.rep("(", 10000) .. "1" .. string.rep(")", 10000)))

local t = setmetatable({}, {})
getmetatable(t).__index = t
getmetatable(t).__newindex = t
print(pcall(function() return t.x end))
print(pcall(function() t.x = 1 end))
