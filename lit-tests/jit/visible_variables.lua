-- Debuggers see the variables that are in scope but not read again after compiled code has run.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local sum = 0
local function f(n)
  for i = 1, n do
    local x = i * 2
    local y = x + 1
    sum = sum + y
    if i % 100 == 0 then
      local a, b = debug.getlocal(1, 6)
      local c, d = debug.getlocal(1, 5)
      if i == 300 then print(a, b, c, d) end
    end
  end
end
f(300)
local function locals()
  local t = {}
  for n = 1, 20 do local k, v = debug.getlocal(2, n) if k and k:sub(1,1) ~= "(" then t[#t+1] = k .. "=" .. tostring(v) end end
  return table.concat(t, " ")
end
local function g(n)
  local dead = 0
  for i = 1, n do
    dead = i
    local z = i
    if i == n then print(locals()) end
  end
end
for i = 1, 5 do g(100 * i) end
