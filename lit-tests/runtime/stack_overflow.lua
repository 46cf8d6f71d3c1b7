-- Stack overflows, again and again; message handlers that overflow too or fail.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function loop() return 1 + loop() end
local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end

for _ = 1, 3 do print(pcall(loop)) end
print(xpcall(loop, loop))
print(xpcall(loop, function(m) return deep(30) end))
print(xpcall(loop, function(m) return pcall(deep, 30) end))
print(xpcall(loop, function(m) return pcall(loop) end))
print(pcall(deep, 5000))
print(pcall(coroutine.wrap(function() return select(2, pcall(loop)) end)))

-- A handler is called for its own errors, up to a depth at which they become others.
local function count_calls(limit)
  local calls, overflow = 0, nil
  local ok, m = xpcall(error, function(m)
    calls = calls + 1
    if m == "C stack overflow" then overflow = calls end
    if calls < limit then error({}) end
    return m
  end, "first")
  print(limit, ok, type(m) == "table" and "table" or m, calls, overflow)
end
for _, limit in ipairs {1, 5, 10, 100, 196, 197, 198, 215, 216, 300} do count_calls(limit) end
