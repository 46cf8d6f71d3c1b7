-- os.exit closes the state when it is told to.
local mt = {__gc = function(o) io.write("end ", o.name, "\n") end}
local a = setmetatable({name = "a"}, mt)
local b = setmetatable({name = "b"}, mt)
collectgarbage()
local function last()
  pcall(function()
    coroutine.wrap(function()
      local c = setmetatable({name = "c"}, mt)
      os.exit(7, true)
    end)()
  end)
end
last()
print("not reached")
