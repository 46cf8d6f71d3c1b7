-- os.exit takes a truth value; with a second argument it closes the state.
setmetatable({}, {__gc = function() print("finalizer") end})
print(pcall(os.exit, "x"))
print((pcall(os.exit, {})))
io.write("no line end")
os.exit(false, true)
