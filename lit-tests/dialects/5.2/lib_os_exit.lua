-- os.exit with a code, from within a coroutine.
io.write("before ")
local co = coroutine.wrap(function()
  io.write("inside ")
  pcall(function() os.exit(7) end)
  io.write("never")
end)
co()
