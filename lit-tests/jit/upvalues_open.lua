-- Open upvalues: locals of the running frame changed by inlined closures.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function run(n)
  local x, y = 0, 1.5
  local function bump(d) x = x + d end
  local function get() return x, y end
  for i = 1, n do
    bump(i)
    if x > 1000 then x = x - 1000 end
    y = y + select(2, get()) / 1000
    x = x + 1
    local a = get()
    if a ~= x then error("stale") end
  end
  return x, y, get()
end
print(run(300))

local function plain(n)
  local total, last = 0, 0
  local function note(v) last = v; total = total + v end
  for i = 1, n do
    note(i)
    if last ~= i then error("stale") end
    last = -1
    if i % 100 == 0 then total = total + 0.5 end
  end
  return total, last
end
print(plain(500))
print(plain(500))
