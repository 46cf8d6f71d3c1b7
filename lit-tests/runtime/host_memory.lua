-- When the host has no more memory, the error can be caught, and the program goes on.
-- UNSUPPORTED: sanitizers
-- RUN: %python %S/Inputs/with_address_space.py 160 perilune --lua=5.4 --jit=off %s | FileCheck %s
-- RUN: %python %S/Inputs/with_address_space.py 160 perilune --lua=5.1 --jit=off %s | FileCheck %s
local function object(metatable) return setmetatable({}, metatable) end
local ways = {
  function() local t = {} for i = 1, 1e9 do t[i] = {i} end end,
  function() local t = {} for i = 1, 1e9 do t[i] = coroutine.create(function() end) end end,
  function() local t = {} for i = 1, 1e9 do t[i] = "x" .. i end end,
  function() local t = {} for i = 1, 1e9 do t = {t} end end,
  function() local f for i = 1, 1e9 do local g = f f = function() return g end end end,
  function()
    local weak, keep = object {__mode = "k"}, {}
    for i = 1, 1e9 do
      local k = {}
      keep[i] = k
      weak[k] = {k}
    end
  end,
  function() local t, m = {}, {__gc = function() end} for i = 1, 1e9 do t[i] = object(m) end end,
  function() local t = {} for i = 1, 1e9 do t[i] = object {__mode = "v"} end end,
  function() local t = {} for i = 1, 1e9 do t["k" .. i] = i end end,
  function() local s = "x" for i = 1, 1e9 do s = s .. s end end,
}
local caught = 0
for _, way in ipairs(ways) do
  local ok, message = pcall(way)
  if not ok and message == "not enough memory" then caught = caught + 1 else print(message) end
  collectgarbage()
end
-- CHECK: {{^}}10{{$}}
print(caught)
local t = {}
for i = 1, 10000 do t[i] = {tostring(i)} end
-- CHECK-NEXT: 10000{{.}}10000{{.}}true
print(#t, t[10000][1], collectgarbage("count") < 10000)
