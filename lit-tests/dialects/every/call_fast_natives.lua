-- Builtins called with usual and unusual arguments, for every number of results.
local unpack = table.unpack or unpack
local function show(...)
  local out = {}
  for i = 1, select("#", ...) do
    local v = select(i, ...)
    out[i] = type(v) == "table" and "table" or type(v) == "function" and "function" or tostring(v)
  end
  print(select("#", ...) .. ": " .. table.concat(out, " "))
end

-- Each call in all places where results go: dropped, one, two, four, passed on, returned.
local function places(f, ...)
  local function returned(...) return f(...) end
  f(...)
  local a = f(...)
  local b, c = f(...)
  local d, e, g, h = f(...)
  show(a)
  show(b, c)
  show(d, e, g, h)
  show(f(...))
  show(returned(...))
  show((f(...)))
  local t = { f(...) }
  show(#t, "x", f(...))
end

local t = setmetatable({ 10, 20, 30, k = "v" }, { __metatable = "hidden" })
local plain = { 1, 2, 3 }
local cases = {
  { type, nil }, { type, 1 }, { type, "s" }, { type, print }, { type, t }, { type, false },
  { rawget, t, 2 }, { rawget, t, "k" }, { rawget, t, nil }, { rawget, t, 0 / 0 },
  { rawset, {}, 1, 2 }, { rawset, {}, "a", nil }, { rawequal, t, t }, { rawequal, 1, 1.0 },
  { rawequal, "a", 2 }, { select, "#" }, { select, "#", nil, nil }, { select, 1, 7, 8, 9 },
  { select, 3, 7, 8, 9 }, { select, 4, 7, 8, 9 }, { select, 9, 7, 8, 9 }, { select, -1, 7, 8, 9 },
  { select, -3, 7, 8, 9 }, { select, 2.0, 7, 8, 9 }, { select, "2", 7, 8, 9 },
  { next, {} }, { next, { 5 } }, { next, { 5 }, 1 }, { next, { a = 1 } }, { next, { a = 1 }, "a" },
  { next, { [2.5] = 1 }, 2.5 },
  { pairs, plain }, { pairs, t }, { ipairs, plain }, { ipairs, t },
  { assert, 1 }, { assert, 1, 2, 3 }, { assert, "a", nil }, { setmetatable, {}, {} },
  { setmetatable, {}, nil }, { getmetatable, t }, { getmetatable, "" == "", 1 },
  { getmetatable, plain }, { tonumber, "12" }, { tonumber, " 0x10 " }, { tonumber, "1e1" },
  { tonumber, "x" }, { tonumber, "" }, { tonumber, nil }, { tonumber, t }, { tonumber, "z", 36 },
  { tostring, 1 }, { tostring, 1.5 }, { tostring, -0.0 }, { tostring, nil }, { tostring, true },
  { tostring, 1e100 }, { tostring, "s" }, { unpack, {} }, { unpack, { 1, 2, 3 } },
  { unpack, { 1, 2, 3 }, 2 }, { unpack, { 1, 2, 3 }, 2, 3 },
  { table.remove, { 1, 2, 3 } }, { table.remove, {} }, { table.remove, { 1, 2, 3 }, 1 },
  { table.insert, { 1 }, 2 }, { table.insert, {}, 1, 2 },
  { string.byte, "abc" }, { string.byte, "abc", 9 }, { string.sub, "abc", 2 },
  { string.char, 65, 66 }, { string.len, "abc" }, { math.max, 1, 2 }, { math.floor, 1.5 },
}
if bit32 then
  for _, name in ipairs({ "band", "bor", "bxor", "lshift", "rshift" }) do
    local f = bit32[name]
    for _, a in ipairs({ 0, 1, -1, 4294967295, 4294967296 + 5, 305419896 }) do
      for _, b in ipairs({ 0, 1, 4, 31, 32, 33, -1, -4 }) do
        cases[#cases + 1] = { f, a, b }
      end
    end
    cases[#cases + 1] = { f, "3", 2 }
  end
  cases[#cases + 1] = { bit32.band }
  cases[#cases + 1] = { bit32.band, 7 }
  cases[#cases + 1] = { bit32.band, 7, 6, 3 }
end
for i, case in ipairs(cases) do
  print(i)
  local n = 4
  while n > 1 and case[n] == nil do n = n - 1 end
  if case[2] == nil and case[1] ~= select then n = 2 end
  print(pcall(places, case[1], unpack(case, 2, n)))
end

-- Errors name the function and the argument.
local function fails(f, ...) print(pcall(f, ...)) end
fails(function() return type() end)
fails(function() local x = rawget(1, 2) end)
fails(function() rawset({}, nil, 1) end)
fails(function() rawset({}, 0 / 0, 1) end)
fails(function() select(0, 1) end)
fails(function() select(-5, 1) end)
fails(function() next({}, "nothing") end)
fails(function() local a = next(nil) end)
fails(function() for _ in pairs(nil) do end end)
fails(function() for _ in ipairs() do end end)
fails(function() assert(false) end)
fails(function() assert(nil, "text") end)
fails(function() return assert(false, 5) == 1 end)
fails(function() return setmetatable(t, {}) end)
fails(function() return setmetatable({}, 1) end)
fails(function() table.insert({}, 1, 2, 3) end)
fails(function() table.insert(1, 2) end)
fails(function() return tostring() end)
fails(function() return tonumber() end)

-- Tables with metatables have their own lengths, pairs and texts.
local log = {}
local proxy = setmetatable({ 1, 2 }, {
  __index = function(_, k) log[#log + 1] = "get " .. tostring(k) return nil end,
  __newindex = function(_, k) log[#log + 1] = "set " .. tostring(k) end,
  __tostring = function() return "proxy" end,
  __pairs = function(p) return next, { z = 1 }, nil end,
})
table.insert(proxy, 3)
print(tostring(proxy), table.remove(proxy), #proxy, rawget(proxy, 3))
for k, v in pairs(proxy) do print(k, v) end
for k, v in ipairs(proxy) do print(k, v) end
print(table.concat(log, ", "))

-- Growing and shrinking by one.
local stack = {}
for round = 1, 3 do
  for i = 1, 100 do table.insert(stack, i * round) end
  for i = 1, 90 do table.remove(stack) end
  print(#stack, stack[#stack], stack[1])
end
local holes = { 1, 2, nil, 4 }
table.insert(holes, nil)
print(rawequal(holes[4], 4))

-- Builtins that are replaced.
local real = type
type = function(v) return real(v) .. "!" end
print(type(1), type({}))
type = real
print(type(1), type({}))

-- More results than a call can name.
local long = {}
for i = 1, 300 do long[i] = i end
local function rest(...) return select(2, ...) end
local function all(...) return assert(...) end
local results = { rest(unpack(long)) }
print(#results, results[254], results[255], results[299])
results = { all(unpack(long)) }
print(#results, results[255], results[256], results[300])
print((select("#", rest(unpack(long)))), (rest(unpack(long))))
