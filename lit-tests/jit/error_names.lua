-- Messages of errors in compiled loops: lines and names of variables.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function run(f, ...) print(select(2, pcall(f, ...))) end

run(function()
  local value = 1
  for i = 1, 300 do
    value = value + 1
    if i == 200 then value = nil end
  end
end)
run(function()
  local t = {field = 1}
  for i = 1, 300 do
    t.field = t.field * 2 // 3
    if i == 250 then t.field = {} end
  end
end)
run(function()
  local t = {inner = {x = 1}}
  for i = 1, 300 do
    local y = t.inner.x
    if i == 250 then t.inner = nil end
  end
end)
amount = 1
run(function()
  for i = 1, 300 do
    amount = amount - 1
    if i == 280 then amount = true end
  end
end)
run(function()
  local x, limit = 1, 1000
  for i = 1, 300 do
    if x < limit then x = x + 1 end
    if i == 222 then limit = "1000" end
  end
end)
run(function()
  local f = math.abs
  for i = 1, 300 do
    f(i)
    if i == 150 then f = nil end
  end
end)
run(function()
  local o = {go = function() return 1 end}
  for i = 1, 300 do
    o:go()
    if i == 150 then o.go = 5 end
  end
end)
run(function()
  local list, s = {}, 0
  for i = 1, 300 do list[i] = i end
  for i = 1, 400 do
    s = s + list[i]
  end
end)
run(function()
  local up = 1
  local function inner() return up .. "x" end
  for i = 1, 300 do
    inner()
    if i == 200 then up = {} end
  end
end)
