-- Yields inside of metamethods and iterators that hot loops call.
local M = {
  __add = function(a, b) if b % 40 == 0 then coroutine.yield("add", b) end return b end,
  __index = function(t, k) if #k > 2 then coroutine.yield("index", k) end return 1 end,
  __newindex = function(t, k, v) if v % 50 == 0 then coroutine.yield("newindex", v) end end,
  __lt = function(a, b) if b.n % 30 == 0 then return coroutine.yield("lt", b.n) end return true end,
  __call = function(self, x) if x % 60 == 0 then return coroutine.yield("call", x) end return x end,
}
local function object(n) return setmetatable({ n = n }, M) end
local co = coroutine.wrap(function()
  local s, o = 0, object(0)
  for i = 1, 120 do
    s = s + (o + i)
    s = s + o["k" .. i]
    o.field = i
    if o < object(i) then s = s + 1000 end
    s = s + o(i)
  end
  return "end", s
end)
local log = {}
repeat
  local what, v = co(#log % 2 == 0 and 7 or nil)
  if what == "call" then
    log[#log + 1] = what .. v
    what, v = co(5)
  end
  log[#log + 1] = what .. tostring(v)
until what == "end"
print(#log, table.concat(log, " "))
local function iterate(n)
  return function(_, i)
    if i % 25 == 0 then coroutine.yield(i) end
    if i < n then return i + 1 end
  end, nil, 0
end
local it = coroutine.wrap(function()
  local t = 0
  for i in iterate(100) do t = t + i end
  return t
end)
local out = {}
for i = 1, 6 do out[i] = it() end
print(table.concat(out, " "))
