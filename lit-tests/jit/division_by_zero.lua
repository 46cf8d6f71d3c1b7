-- An integer division by zero in a compiled loop is an error, a float one is not.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function divide(op, from)
  local s = 0
  for i = from, 0, -1 do
    if op == 1 then s = s + 100 // i else s = s + 100 % i end
  end
  return s
end
for _, from in ipairs {300, 10} do
  for op = 1, 2 do
    local ok, message = pcall(divide, op, from)
    print(ok, (message:gsub("^.*:%d+: ", "")))  -- Lua 5.4.4 gives the line of another instruction
  end
end

local s, n = 0, 0
for i = 300, -300, -1 do
  local x = 1 / i
  if x == math.huge then n = n + 1 else s = s + x end
  x = 1.0 // i
  if x == math.huge then n = n + 100 end
  x = 1.0 % i
  if x ~= x then n = n + 10000 end
end
print(n, s)
