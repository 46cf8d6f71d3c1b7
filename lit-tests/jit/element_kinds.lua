-- Arrays whose elements are numbers of one type until, in the middle of a compiled loop, they are
-- not: other numbers, nil, references; element 0 and keys outside; numbers at their edges.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled
-- RUN: perilune --gc-stress --gc-verify %s 1 > %t.stress
-- RUN: perilune --jit=off %s 1 | diff - %t.stress
local rounds = tonumber(arg and arg[1]) and 1 or 4

local function numbers(n, f)
  local t = {}
  for i = 1, n do t[i] = f(i) end
  return t
end
local function show(label, t, from, to)
  local parts = {}
  for i = from, to do parts[#parts + 1] = tostring(t[i]) end
  print(label, #t, table.concat(parts, " "))
end

local named = setmetatable({}, {__tostring = function() return "named" end})
-- Each makes an exception of one element while the loop runs.
local exceptions = {
  function(t, i) t[i] = 0.5 end, function(t, i) t[i] = 7 end, function(t, i) t[i] = nil end,
  function(t, i) t[i] = "9" end, function(t, i) t[i] = named end, function(t, i) t[i] = true end,
  function(t, i) t[0] = i end, function(t, i) t[-1] = "x" end,
  function(t, i) t[math.maxinteger] = {} end, function(t, i) t[#t] = nil end,
  function(t, i) t[#t + 1] = 1.25 end, function(t, i) table.insert(t, i, "in") end,
  function(t, i) table.remove(t, i) end, function(t, i) t[1 << 40] = 1 end,
}
for which, except in ipairs(exceptions) do
  for _, make in ipairs {function(i) return i end, function(i) return i + 0.25 end} do
    local t = numbers(90, make)
    local sum, others = 0, 0
    for round = 1, rounds do
      for i = 1, 90 do
        if i == 60 and round == rounds then except(t, i) end
        local v = t[i]
        if type(v) == "number" then sum = sum + v; t[i] = v + 1 else others = others + 1 end
      end
    end
    show("exception " .. which, t, 58, 62)
    print(sum, others, t[0], t[-1])
  end
end

-- Stores that change what an array is, in the same loop as loads that rely on it.
local mixed = numbers(100, function(i) return i end)
for i = 2, 100 do mixed[i] = mixed[i - 1] * (i == 50 and 1.0 or 1) + (i % 3) end
show("mixed", mixed, 47, 53)

-- What cannot be told by the bits alone, and integers that wrap around.
local nan, zeros = numbers(80, function() return 0 / 0 end), numbers(80, function() return -0.0 end)
local equal, signs = 0, 0
for i = 1, 80 do
  if nan[i] == nan[i] then equal = equal + 1 end
  if 1 / zeros[i] < 0 then signs = signs + 1 end
  zeros[i] = zeros[i] + 0.0
  nan[i] = zeros[i]
end
print(equal, signs, 1 / zeros[1], nan[80])
local wrap = numbers(80, function(i) return math.maxinteger - 40 + i end)
local minimum = 0
for i = 1, 80 do minimum = math.min(minimum, wrap[i]); wrap[i] = wrap[i] * 3 end
print(minimum, wrap[1], wrap[40], wrap[80])

-- Element 0 is of the array's type, of another, or absent; indices below 0 and beyond the end.
for _, zero in ipairs {5, 5.5, "zero", false} do
  local t = numbers(60, function(i) return i end)
  if zero then t[0] = zero end
  local sum, other = 0, {}
  for round = 1, rounds do
    for i = -2, 63 do
      local v = t[i]
      if math.type(v) == "integer" then sum = sum + v else other[#other + 1] = tostring(v) end
    end
  end
  print(sum, table.concat(other, " "))
  for i = 0, 60 do t[i] = i * 2 end
  show("from 0", t, 0, 4)
end

-- Emptied and filled again with something else; filled backwards; with holes that are closed.
local again = {}
for round = 1, 6 do
  for i = 1, 70 do again[i] = round % 3 == 0 and i or round % 3 == 1 and i / 2 or "s" .. i end
  local last
  for i = 70, 1, -1 do last = again[i]; again[i] = nil end
  io.write(tostring(last), " ", #again, "; ")
end
print()
local backwards = {}
for i = 120, 1, -1 do backwards[i] = i / 4 end
local total = 0
for round = 1, rounds do
  for i = 1, #backwards do total = total + backwards[i]; backwards[i] = backwards[i] - 1 end
end
print(total, backwards[1], backwards[120])

-- Arrays of arrays, each row of a kind of its own.
local rows = {}
for i = 1, 30 do
  rows[i] = numbers(30, function(k) return i % 3 == 0 and k or i % 3 == 1 and k / 2 or k % 2 == 0 end)
end
local trues, numeric = 0, 0
for k = 1, 30 do
  for i = 1, 30 do
    local v = rows[i][k]
    if v == true then trues = trues + 1 elseif v then numeric = numeric + v end
    if k == 29 and i % 7 == 0 then rows[i][k] = "changed" end
  end
end
print(trues, numeric, rows[7][29], rows[14][29])

-- A metatable does not hide elements that are there, nor what is not.
local log = {}
local guarded = setmetatable(numbers(50, function(i) return i end), {
  __index = function(t, k) return k * 1000 end,
  __newindex = function(t, k, v) log[#log + 1] = k; rawset(t, k, v) end,
})
local found = 0
for i = 1, 52 do found = found + guarded[i]; guarded[i] = i + 1 end
print(found, table.concat(log, " "), #guarded)
