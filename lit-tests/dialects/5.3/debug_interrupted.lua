-- What debuggers call the functions that finalizers interrupt.
local seen
local function report(tag)
  return function()
    local interrupted, outer = debug.getinfo(2, "n"), debug.getinfo(3, "n")
    seen = tag .. " " .. tostring(interrupted.namewhat) .. "/" .. tostring(interrupted.name) .. " "
      .. tostring(outer.namewhat) .. "/" .. tostring(outer.name)
  end
end
local function wait()
  seen = nil
  while not seen do
    local text = {}
    text[1] = "x" .. #text
  end
  return seen
end
for i = 1, 3 do
  setmetatable({}, { __gc = report("round " .. i) })
  local text = wait()
  print(text)
end
setmetatable({}, { __gc = report("collected") })
collectgarbage()
print(seen)
