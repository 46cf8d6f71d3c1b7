-- Long stacks are cut in the middle.
local function deep(n, level)
  if n == 0 then return (debug.traceback("deep", level or 1)) end
  local text = deep(n - 1, level)
  return text
end
for _, n in ipairs{5, 8, 16, 17, 18, 19, 20, 21, 22, 40} do
  local text = deep(n)
  local _, lines = text:gsub("\n", "\n")
  print(n, lines, text:match("\n\t(%.%.%.[^\n]*)"))
end
print(deep(30))
print(deep(30, 5))
print(deep(30, 0))
local co = coroutine.create(function()
  local function down(n)
    if n == 0 then coroutine.yield() return 1 end
    return 1 + down(n - 1)
  end
  return down(40)
end)
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "message", 3))
local function overflow() return 1 + overflow() end
local ok, text = xpcall(overflow, debug.traceback)
local _, lines = text:gsub("\n", "\n")
print(ok, lines < 60)
