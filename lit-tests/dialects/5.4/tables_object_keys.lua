-- Keys that are neither numbers nor strings, read and stored again and again.
local function get(t, k) return t[k] end
local function set(t, k, v) t[k] = v end

local keys = {print, {}, io.stdout, coroutine.create(print), function() end, true, false, 0.5, -0.0}
local plain = {}
for round = 1, 100 do
  for i, k in ipairs(keys) do
    set(plain, k, (get(plain, k) or 0) + i * round)
  end
end
for i, k in ipairs(keys) do print(i, get(plain, k)) end
print(get(plain, {}), get(plain, function() end), get({}, keys[2]), get({1, 2}, keys[2]))

-- Removed and stored again; the number of entries stays.
for round = 1, 50 do
  for i = 1, 5 do set(plain, keys[i], nil) end
  for i = 1, 5 do
    if get(plain, keys[i]) ~= nil then print("still there", i) end
  end
  for i = 1, 5 do set(plain, keys[i], round) end
end
local count = 0
for _ in pairs(plain) do count = count + 1 end
print(count, get(plain, keys[2]))

-- Metatables count where there is no value, and only there.
local log = {}
local watched = setmetatable({[keys[1]] = "own"}, {
  __index = function(_, k) log[#log + 1] = type(k); return "inherited" end,
  __newindex = function(t, k, v) log[#log + 1] = "new " .. type(k); rawset(t, k, v) end,
})
for round = 1, 3 do
  for i = 1, 6 do print(round, i, get(watched, keys[i])) end
  set(watched, keys[1], round)
  set(watched, keys[1 + round], "stored")
end
set(watched, keys[1], nil)
print(get(watched, keys[1]))
set(watched, keys[1], "again")
print(get(watched, keys[1]), table.concat(log, " "))

-- A key of one type is not one of another that looks alike.
local f, t = function() end, {}
local both = {[f] = 1, [t] = 2, [1] = 3, [true] = 4, ["true"] = 5}
print(get(both, f), get(both, t), get(both, 1), get(both, 1.0), get(both, true), get(both, "true"))
print(pcall(set, {}, nil, 1))
print(get({}, nil), pcall(get, nil, t))

-- Collections in between.
local owners = {}
local private = setmetatable({}, {__mode = "k"})
for i = 1, 2000 do
  local object = {i}
  set(private, object, {object, i})
  owners[i % 100 + 1] = object
  if i % 500 == 0 then collectgarbage() end
end
local sum = 0
for _, object in ipairs(owners) do sum = sum + get(private, object)[2] - get(private, object)[1][1] end
print(sum, #owners)
