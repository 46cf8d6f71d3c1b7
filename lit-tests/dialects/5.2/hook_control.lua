-- Setting, changing and removing hooks, inside hooks too; counts; errors in hooks.
print(select("#", debug.gethook()) <= 3, (debug.gethook()))
local function f() end
debug.sethook(f, "crl", 1000000)
local a, b, c = debug.gethook()
debug.sethook()
print(a == f, b, c)
for _, mask in ipairs{"c", "r", "l", "lr", "rcl", "x", ""} do
  debug.sethook(f, mask)
  local a, b, c = debug.gethook()
  debug.sethook()
  print(mask, a == f, b, c)
end
debug.sethook(f, "", 7)
print(select(2, debug.gethook()), select(3, debug.gethook()))
debug.sethook(nil)
local n = 0
debug.sethook(function(e, l) n = n + 1 if n == 3 then debug.sethook() end end, "l")
local x = 1
x = 2
x = 3
x = 4
print(n, (debug.gethook()))
n = 0
debug.sethook(function() n = n + 1 for i = 1, 10 do local y = i end end, "", 100)
for i = 1, 2000 do x = i end
debug.sethook()
print(n > 20, n < 400)
local seen = {}
debug.sethook(function(event)
  seen[#seen + 1] = event
  debug.sethook(function(e, l) seen[#seen + 1] = e .. "2" debug.sethook() end, "l")
end, "c")
math.abs(1)
x = 5
debug.sethook()
print(table.concat(seen, " "))
print(pcall(function()
  debug.sethook(function(e, l) error("from hook " .. e, 0) end, "l")
  x = 6
end))
print((debug.gethook()) ~= nil)
debug.sethook()
print(pcall(function()
  debug.sethook(function(e, l) error({}) end, "", 1)
  x = 6
end))
debug.sethook()
print(pcall(debug.sethook, 1, "l"))
print(pcall(debug.sethook, f))
print(pcall(debug.sethook, f, "l", "x"))
print(pcall(debug.sethook, f, 1))
debug.sethook()
local order = {}
debug.sethook(function(e) order[#order + 1] = e end, "crl")
f()
debug.sethook()
print(table.concat(order, " "))
