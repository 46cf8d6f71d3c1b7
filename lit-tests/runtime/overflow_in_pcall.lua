-- A call that catches errors catches the overflow of the stack that it causes itself.
-- RUN: perilune --jit=off %s | FileCheck %s
-- RUN: perilune --jit-hotloop=2 %s | FileCheck %s
local names = {}
for i = 1, 180 do names[i] = "a" .. i end
local wide = load("local " .. table.concat(names, ",") .. " return 1")

local function deep(n, f)
  if n == 0 then return f() end
  local a, b, c, d, e, g, h, i, j, k, l, m, n2, o, p, q, r, s, t, u, v, w, x, y, z
  return (deep(n - 1, f))
end
-- The depth at which there are just too few slots for one more frame.
local low, high = 1, 200000
while high - low > 1 do
  local middle = (low + high) // 2
  if pcall(deep, middle, function() return true end) then low = middle else high = middle end
end

-- Runs `f` there.
local function at_the_end(name, f)
  pcall(error)  -- what an overflow has left is given back
  print(name, pcall(deep, low - 1, f))
end

-- CHECK: pcall{{.}}true{{.}}true
at_the_end("pcall", function()
  local ok, message = pcall(wide)
  return not ok and message:find("stack overflow", 1, true) ~= nil
end)
-- CHECK-NEXT: xpcall{{.}}true{{.}}true
at_the_end("xpcall", function()
  local ok, message = xpcall(wide, function(m) return m end)
  return not ok and message:find("stack overflow", 1, true) ~= nil
end)
-- CHECK-NEXT: gsub{{.}}true{{.}}true
at_the_end("gsub", function() return not pcall(string.gsub, "a", "a", wide) end)
-- CHECK-NEXT: sort{{.}}true{{.}}true
at_the_end("sort", function() return not pcall(table.sort, {1, 2, 3}, wide) end)
-- CHECK-NEXT: close{{.}}true{{.}}true
at_the_end("close", function()
  return not pcall(function()
    local v <close> = setmetatable({}, {__close = wide})
    error("x")
  end)
end)
-- CHECK-NEXT: alive
print("alive")
