-- Elements by keys that are floats with integer values: in the array part, behind its end, in the
-- hash part; nil over what is there and what is not; keys that are no integers.
local function keys(t)
  local list = {}
  for k in pairs(t) do list[#list + 1] = k end
  table.sort(list)
  for i = 1, #list do list[i] = string.format("%.17g", list[i]) end
  return table.concat(list, " ")
end

local t = {}
for i = 2, 200, 2 do t[i / 2] = i end            -- appended
for i = 2, 200, 4 do t[i / 2] = tostring(t[i / 2]) end
print(#t, t[1], t[2], t[100 / 2], t[-0.0], t[0.5])
t[-0.0] = "zero"
print(t[0], t[-0.0], t[0 / 1])
for i = 200, 150, -2 do t[i / 2] = nil end        -- from the end
print(#t, t[75], t[74])
for i = 20, 40, 2 do t[i / 2] = nil; t[i / 2] = nil end  -- holes, twice
for i = 20, 40, 2 do t[i / 2] = i % 4 == 0 end    -- filled, with booleans
for i = 20, 40, 2 do t[i / 2] = not t[i / 2] end
print(#t, t[10], t[11], t[19], t[20])

local sparse = {}
for i = 1, 20 do sparse[2 ^ i / 2] = i; sparse[-(2 ^ i)] = -i; sparse[i + 0.5] = "half" end
for i = 1, 20 do sparse[2 ^ i / 2] = sparse[2 ^ i / 2] + 1; sparse[-(2 ^ i)] = nil end
print(keys(sparse))
for _, huge in ipairs {2 ^ 31, 2 ^ 32, 2 ^ 32 + 1, 2 ^ 53, 2 ^ 63, -2 ^ 63, 2 ^ 64, 1e300, 1 / 0, -1 / 0} do
  local h = {1, 2, 3}
  for round = 1, 3 do h[huge] = round end
  print(h[huge], #h, h[1], h[3])
  h[huge] = nil
  print(h[huge], keys(h))
end
print(pcall(function() local x = {} ; x[0 / 0] = 1 end))
print(({1, 2})[0 / 0], ({1, 2})[1 / 0])

local log = {}
local guarded = setmetatable({10, 20, nil, 40}, {
  __index = function(_, k) return "no " .. string.format("%g", k) end,
  __newindex = function(tab, k, v) log[#log + 1] = string.format("%g", k); rawset(tab, k, v) end,
})
for i = 1, 6 do guarded[i / 1] = guarded[i / 1] end
for i = 1, 6 do guarded[i / 1] = i % 2 == 0 end
guarded[2 / 1] = nil
guarded[2 / 1] = true
print(table.concat(log, " "), guarded[1], guarded[2], guarded[3], guarded[7 / 1])
