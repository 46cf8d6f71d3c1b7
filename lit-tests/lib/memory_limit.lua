-- RUN: perilune --lua=5.1 --memory-limit=12M %s | FileCheck %s
-- RUN: perilune --lua=5.4 --memory-limit=12M %s | FileCheck %s
-- CHECK-NOT: {{.}}
-- CHECK: all refused
-- Results that are larger than the memory allowed, by every function that makes large ones.
local big = ("x"):rep(3e6)
local list = {} for i = 1, 4000 do list[i] = ("y"):rep(1000) end
local steps = {
  function() return ("x"):rep(1e8) end,
  function() return ("xy"):rep(1e7, ",") end,
  function() return big .. big .. big .. big end,
  function() return table.concat(list, big) end,
  function() return (big:gsub("x", "abcdefghij")) end,
  function() return (big:gsub(".", {x = "0123456789"})) end,
  function() return (big:gsub("", "abcdefgh")) end,
  function() return string.format("%q", ("\n"):rep(8e6)) end,
  function() return string.pack and string.pack("s4s4s4s4s4", big, big, big, big, big) or error("not enough memory") end,
}
for i, step in ipairs(steps) do
  local ok, message = pcall(step)
  if ok or not tostring(message):find("not enough memory", 1, true) then print(i, ok, message) end
  collectgarbage()
end
print("all refused")
