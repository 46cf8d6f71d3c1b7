-- Variables change behind the back of loops: through upvalues that are set or joined, through
-- debug.setlocal, through hooks, and through closures that share them.
local setlocal, getlocal, setupvalue, getupvalue = debug.setlocal, debug.getlocal, debug.setupvalue, debug.getupvalue
local join, sethook = debug.upvaluejoin, debug.sethook

-- Sets the variable `name` of the function at a level above.
local function set(level, name, value)
  for i = 1, 200 do
    local found = getlocal(level + 1, i)
    if not found then return print("no local " .. name) end
    if found == name then return setlocal(level + 1, i, value) end
  end
end
local function upvalue_index(f, name)
  for i = 1, 20 do
    local found = getupvalue(f, i)
    if found == name or not found then return found and i end
  end
end

local values = {7, 0.5, "12", "text", false, {}, math.floor}
local function show(v) return type(v) == "table" and "table" or type(v) == "function" and "function" or tostring(v) end

-- A local variable that a called function sets.
for _, value in ipairs(values) do
  local function run()
    local a, r = 1, 0
    for i = 1, 40 do
      if i == 25 then set(1, "a", value) end
      r = r + a
    end
    return r
  end
  print("local", show(value), pcall(run))
end

-- An upvalue that debug.setupvalue sets, open and closed.
for _, value in ipairs(values) do
  local a = 1
  local function add(n) return n + a end
  local function run(setter)
    local r = 0
    for i = 1, 40 do
      if i == 25 then setter() end
      r = add(r)
    end
    return r
  end
  print("upvalue", show(value), pcall(run, function() setupvalue(add, upvalue_index(add, "a"), value) end))
  print("upvalue", show(a))
end

-- Closures that come to share a variable, and stop sharing it.
if join then
  local function counter(start)
    local n = start
    return function(step) n = n + step return n end
  end
  local a, b = counter(0), counter(0.5)
  local out = {}
  for i = 1, 60 do
    if i == 20 then join(a, upvalue_index(a, "n"), b, upvalue_index(b, "n")) end
    if i == 40 then local c = counter("100") join(a, upvalue_index(a, "n"), c, upvalue_index(c, "n")) end
    local x = a(1) + b(2)
    if i % 6 == 0 then out[#out + 1] = x end
    if i % 25 == 0 then collectgarbage() end
  end
  print("joined", table.concat(out, " "))
  -- A variable of a loop that is still open.
  local first
  local r = 0
  for i = 1, 40 do
    local v = i
    local function get() return v end
    first = first or get
    if i == 20 then join(get, 1, first, 1) end
    v = v + 0.5
    r = r + get() + first()
  end
  print("open", r)
else
  print("joined") print("open")
end

-- A hook that sets a variable of the function that runs, every so many lines.
local lines = 0
local function hooked()
  local a, r = 1, 0
  for i = 1, 50 do
    r = r + a
    r = r + 1
  end
  return r
end
sethook(function()
  lines = lines + 1
  if lines == 41 then set(2, "a", 10) end
  if lines == 81 then set(2, "a", "2") end
  if lines == 121 then set(2, "a", {}) sethook() end
end, "l")
local ok, message = pcall(hooked)
sethook()
print("hook", ok, (tostring(message):gsub("local ", "")))

-- Shared by closures and a coroutine.
local shared = 0
local function up() shared = shared + 1 return shared end
local co = coroutine.wrap(function() for i = 1, 100 do shared = shared + 0.5 coroutine.yield() end end)
local log = {}
for i = 1, 60 do
  up()
  if i % 3 == 0 then co() end
  if i == 30 then shared = "1000" end
  if i % 10 == 0 then log[#log + 1] = shared end
end
print("shared", table.concat(log, " "))

-- Loop variables, assigned in the loop (where that is allowed) through a closure.
local total = 0
for i = 1, 40 do
  local j = i
  local function bump(n) j = j + n end
  if i % 2 == 0 then bump(0.25) elseif i % 7 == 0 then bump(3) end
  total = total + j
end
print("bumped", total)
