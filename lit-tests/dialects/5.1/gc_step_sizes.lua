-- A cycle takes many basic steps, fewer larger ones, and a single huge one.
local function steps_of_cycle(size)
  collectgarbage()
  collectgarbage("stop")
  local held = {}
  for i = 1, 100 do
    held[i] = {{}}
    local garbage = {}
  end
  local before, count = gcinfo(), 0
  repeat count = count + 1 until collectgarbage("step", size)
  assert(gcinfo() < before)
  collectgarbage("restart")
  return count
end

local basic, small, larger = steps_of_cycle(0), steps_of_cycle(2), steps_of_cycle(6)
print(basic > 10, larger < small, larger < basic, steps_of_cycle(10000))
print(collectgarbage("step", 1000000))
