-- pairs, ipairs and next, with metamethods.
local function keys(...)
  local list = {}
  for k in ... do list[#list + 1] = tostring(k) end
  table.sort(list)
  return table.concat(list, " ")
end
print(keys(pairs{10, 20, x = 1, y = 2}))
print(keys(pairs{}))
for i, v in ipairs{1, 2, nil, 4} do io.write(i, "=", v, " ") end print()
local t = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * 10 end end})
for i, v in ipairs(t) do io.write(i, "=", v, " ") end print("end")
local p = setmetatable({}, {__pairs = function(self, extra)
  print("called", extra)
  return function(_, k) if not k then return 1, "one" end end, self, nil
end})
print(keys(pairs(p)))
local q = setmetatable({1, 2}, {__ipairs = function() error("not called") end})
print(keys(ipairs(q)))
print(next({}), next({5}), next({}, nil))
print(pcall(next, {}, "missing"))
print((select(2, pcall(next)):gsub("'.-'", "NAME")))
local n = 0
local big = {}
for i = 1, 50 do big[i] = i big["k" .. i] = i end
for k in pairs(big) do big[k] = nil n = n + 1 end
print(n, next(big))
print(select("#", pairs({})), select("#", ipairs({})))
print((pcall(pairs, 1)), (pcall(ipairs, 1)), (pcall(pairs)), (pcall(ipairs)))
print(pcall(function() for _ in pairs(1) do end end))
for i, c in ipairs("x") do print(i, c) end
print(rawequal(pairs{}, next), type(ipairs{}))
