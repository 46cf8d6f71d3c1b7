-- A program that allocates without end under a ceiling gets an error that it can catch, whatever it
-- allocates, and goes on. Memory that grows in one piece is refused before it is taken: the process
-- never has much more than the ceiling allows.
-- UNSUPPORTED: sanitizers
-- RUN: perilune --lua=5.1 --memory-limit=8M --jit=off %s | FileCheck %s
-- RUN: perilune --lua=5.2 --memory-limit=8M --jit=off %s | FileCheck %s
-- RUN: perilune --lua=5.3 --memory-limit=8M --jit=off %s | FileCheck %s
-- RUN: perilune --lua=5.4 --memory-limit=8M --jit=off --gc-verify %s | FileCheck %s
-- RUN: perilune --lua=5.5 --memory-limit=8M --jit=off %s | FileCheck %s
-- RUN: perilune --lua=5.1 --memory-limit=8M --jit-hotloop=2 %s with-compiler | FileCheck %s
-- RUN: perilune --lua=5.4 --memory-limit=8M --jit-hotloop=2 --gc-verify %s with-compiler | FileCheck %s
local load, unpack = loadstring or load, table.unpack or unpack
local move = table.move or function(from, first, last, to, target)
  for i = first, last do rawset(target, to + i - first, from[i]) end
end
local pack = table.pack or function(...) return {n = select("#", ...), ...} end

-- The most that the process has had, in megabytes.
local function peak()
  local file = io.open("/proc/self/status")
  local text = file:read("*a")
  file:close()
  return tonumber(text:match("VmHWM:%s*(%d+)")) / 1024
end
local before = peak()

local function is_alive()
  collectgarbage()
  local t = {}
  for i = 1, 20000 do t[i] = {i} end
  local sum = 0
  for i = 1, #t do sum = sum + t[i][1] end
  return sum == 20000 * 20001 / 2 and collectgarbage("count") < 8 * 1024
end

local ways = {
  {"elements", function() local t = {} for i = 1, 1e9 do t[i] = i end end},
  {"floats", function() local t = {} for i = 1, 1e9 do t[#t + 1] = i + 0.5 end end},
  {"sparse", function() local t = {} for i = 1, 1e9 do t[i * 7.5] = true end end},
  {"downwards", function() local t = {} for i = 1e9, 1, -1 do t[i] = i end end},
  {"tables", function() local t = {} for i = 1, 1e9 do t[i] = {} end end},
  {"chain", function() local t = {} for i = 1, 1e9 do t = {t} end end},
  {"fields", function() local t = {} for i = 1, 1e9 do t["k" .. i] = i end end},
  {"insert", function() local t = {} for i = 1, 1e9 do table.insert(t, i) end end},
  {"insert before", function()
    local t = {}
    for i = 1, 3e5 do t[i] = i end
    for i = 1, 1e9 do table.insert(t, #t, i) end
  end},
  {"rawset", function() local t = {} for i = 1, 1e9 do rawset(t, i, i) end end},
  {"newindex", function()
    local store = {}
    local t = setmetatable({}, {__newindex = store})
    for i = 1, 1e9 do t[i] = i end
  end},
  {"constructors", function()
    local t, n = {}, 0
    for i = 1, 1e9 do t = {t, i, i, i, i, i, i, i, x = i, y = i} end
  end},
  {"move", function()
    local t = {}
    for i = 1, 1000 do t[i] = i end
    local to = {}
    for i = 1, 1e9 do move(t, 1, 1000, i * 1000 - 999, to) end
  end},
  {"pack", function()
    local t = {}
    for i = 1, 3e4 do t[i] = i end
    local all = {}
    for i = 1, 1e9 do all[i] = pack(unpack(t)) end
  end},
  {"concat", function()
    local t = {}
    for i = 1, 1e5 do t[i] = "0123456789" end
    local all = {}
    for i = 1, 1e9 do all[i] = table.concat(t) end
  end},
  {"rep", function() local all = {} for i = 1, 1e9 do all[i] = ("x"):rep(1e6 + i) end end},
  {"one string", function() return ("x"):rep(9e6) end},
  {"join", function() local s = ("x"):rep(100) for i = 1, 1e9 do s = s .. s end end},
  {"strings", function() local t = {} for i = 1, 1e9 do t[i] = "x" .. i end end},
  {"closures", function() local f for i = 1, 1e9 do local g = f f = function() return g end end end},
  {"coroutines", function() local t = {} for i = 1, 1e9 do t[i] = coroutine.create(function() end) end end},
  {"running coroutines", function()
    local t = {}
    for i = 1, 1e9 do
      t[i] = coroutine.wrap(function() local a, b, c = 1, 2, 3 coroutine.yield(a) return b, c end)
      t[i]()
    end
  end},
  {"recursion", function()
    local function f(a, b, c, d, e, g, h) return 1 + f(a, b, c, d, e, g, h, {a}) end
    return f()
  end},
  {"arguments", function()
    local function f(...) return 1 + f(1, ...) end
    return f()
  end},
  {"source", function() error((select(2, load("return {" .. ("{1, x, 'a'},"):rep(1e5) .. "}"))), 0) end},
}

local failed = false
for round = 1, 2 do
  for _, way in ipairs(ways) do
    local ok, message = pcall(way[2])
    local expected = not ok and (message == "not enough memory" or
      way[1] == "recursion" and tostring(message):find("stack overflow", 1, true) or
      way[1] == "arguments" and tostring(message):find("stack overflow", 1, true))
    if not expected or not is_alive() then
      failed = true
      print(way[1], ok, tostring(message):sub(1, 100))
    end
    if not arg[1] and peak() - before > 17 then
      failed = true
      print(way[1], "has taken megabytes", peak() - before)
      before = peak()
    end
  end
end
-- CHECK: every way ends
print(failed and "failures" or "every way ends")
