-- Errors in the middle of hot loops, caught inside and outside of them.
local function div(t, i) return t[i].value / i end
local t = {}
for i = 1, 100 do t[i] = { value = i * 2 } end
t[77] = nil
local sum = 0
print(pcall(function()
  for i = 1, 100 do sum = sum + div(t, i) end
end))
print(sum)
-- pcall in a loop, with errors now and then
local ok, bad, last = 0, 0, nil
for i = 1, 200 do
  local good, e = pcall(function(x)
    if x % 7 == 0 then error("seven " .. x) end
    if x % 50 == 0 then error({ code = x }) end
    if x % 31 == 0 then local y = nil + x end
    return x
  end, i)
  if good then ok = ok + e else bad, last = bad + 1, type(e) == "table" and e.code or e end
end
print(ok, bad, last)
-- the position of an error in inlined functions
local function f(x) return x.a.b end
local function g(x) return f(x) end
for _, arg in ipairs { { a = {} }, { a = 1 }, {}, { a = "s" } } do
  print(pcall(function()
    local r
    for i = 1, 100 do
      if i == 90 then r = g(arg) else r = g({ a = { b = i } }) end
    end
    return r
  end))
end
-- xpcall with a handler that looks at locals of the loop
local seen
print(xpcall(function()
  local x = 0
  for i = 1, 150 do
    x = x + i
    seen = x
    if i == 120 then error("stop at " .. x, 0) end
  end
end, function(m) return m .. " handled " .. seen end))
-- the state after an error is that of the iteration
local a, b = 0, {}
pcall(function()
  for i = 1, 300 do
    a = i
    b[i] = i
    local c = b[i] + (i < 250 and 1 or nil)
  end
end)
print(a, #b)
-- errors of builtins
local kinds = {}
for i = 1, 120 do
  local _, e = pcall(function()
    local x
    if i % 3 == 0 then x = string.rep({}, 1) end
    if i % 3 == 1 then x = string.char(300) end
    x = math.floor("x")
  end)
  kinds[e] = (kinds[e] or 0) + 1
end
local list = {}
for e, n in pairs(kinds) do list[#list + 1] = n .. " " .. e end
table.sort(list)
print(table.concat(list, "\n"))
-- stack overflow from a compiled loop
local function deep(n) local s = 0 for i = 1, 3 do s = s + i end return deep(n + 1) + s end
local good, message = pcall(deep, 1)
print(good, (message:gsub("^.-:%d+: ", ""):gsub("%s*%(.*", ""):gsub("\n.*", "")))
