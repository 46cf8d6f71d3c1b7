-- What debuggers call finalizers, and the functions that they interrupt.
local seen
local function report(tag)
  return function()
    local own, interrupted = debug.getinfo(1, "n"), debug.getinfo(2, "n")
    seen = tag .. " " .. tostring(own.namewhat) .. "/" .. tostring(own.name) .. " "
      .. tostring(interrupted.namewhat) .. "/" .. tostring(interrupted.name)
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
