-- Errors raised in the middle of hot loops, caught outside and inside.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function work(n, bad)
  local s = 0
  for i = 1, n do
    if i == bad then error("bad " .. i) end
    s = s + i
  end
  return s
end
for _, bad in ipairs {5, 150, 299, 400} do print(pcall(work, 300, bad)) end

local ok, caught = 0, 0
for i = 1, 300 do
  local fine, e = pcall(function() if i % 3 == 0 then error({i}) end return i end)
  if fine then ok = ok + e else caught = caught + e[1] end
end
print(ok, caught)

local function risky(x)
  if x > 200 then error("too big", 0) end
  return x
end
print(pcall(function()
  local s = 0
  for i = 1, 300 do s = s + risky(i) end
  return s
end))
