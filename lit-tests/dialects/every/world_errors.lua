-- Errors in the middle of operations that loops have learnt about: in metamethods, iterators,
-- comparison functions, nested in protected calls; the loop goes on afterwards, and with a new world.
local load = loadstring or load

local operations = {
  {"index", "local v = o.missing"},
  {"store", "o.missing = i"},
  {"method", "local v = o:method(i)"},
  {"add", "local v = o + i"},
  {"concat", "local v = o .. i"},
  {"less", "local v = o < o2"},
  {"equal", "local v = o == o2"},
  {"call", "local v = o(i)"},
  {"length", "local v = #t3 + (#o or 0)"},
  {"iterator", "for v in o do if v > 2 then break end end"},
  {"sort", "table.sort({3, 2, i}, function(a, b) if state.fail then error(state.value, 0) end return a < b end)"},
  {"replace", "string.gsub('abc', '%w', function(c) if state.fail then error(state.value, 0) end end)"},
  {"load", "assert(load2(state.fail and 'x =' or 'return 1'))"},
  {"native", "local v = string.rep(state.fail and {} or 'x', 2)"},
  {"element", "local v = state.fail and state.none[1] or 1"},
  {"arithmetic", "local v = 1 + (state.fail and state or 1)"},
}
local values = {"text", {}, 42, false}

local function world(state)
  local function f(...)
    if state.fail then error(state.value, 0) end
    state.calls = state.calls + 1
    local _, n = ...
    return type(n) == "number" and n < 5 and n + 1 or 3
  end
  local m = {__index = function(_, k) local v = f() return k == "method" and f or v end, __newindex = f, __add = f,
    __concat = f, __lt = f, __eq = f, __call = function(_, _, n) return f(nil, n or 0) end, __le = f}
  return setmetatable({}, m), setmetatable({}, m)
end

for _, operation in ipairs(operations) do
  local run = assert(load([[
    local state, o, o2, t3, load2 = ...
    local good, bad, last = 0, 0, nil
    local function protected(i)
      ]] .. operation[2] .. [[

      return 1
    end
    for i = 1, 40 do
      state.fail = i % 9 == 0 or i > 30 and i % 2 == 0
      local ok, e = pcall(protected, i)
      if ok then good = good + 1 else bad, last = bad + 1, e end
    end
    state.fail = false
    for i = 1, 30 do
      if i == 20 then state.fail = true end
      ]] .. operation[2] .. [[

      good = good + 1
    end
    return good, bad, last]], "=" .. operation[1]))
  for _, value in ipairs(values) do
    local state = {calls = 0, value = value}
    local o, o2 = world(state)
    local seen = {}
    local function handler(e)
      seen[#seen + 1] = type(e)
      return type(e) == "table" and "a table" or e
    end
    print(operation[1], type(value), xpcall(function() return run(state, o, o2, {1, 2, 3}, load) end, handler))
    print(state.calls, #seen, seen[1])
  end
end
