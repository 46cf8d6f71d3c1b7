-- The last error of a program: text and traceback on stderr, exit code 1.
local function level3(t)
  return t.missing.field
end
local function level2(t)
  local r = level3(t)
  return r
end
print("before")
print(pcall(level2, {}))
print(select("#", pcall(level2, { missing = { field = 1 } })), level2({ missing = { field = 1 } }))
local ok, message = pcall(function() level2({}) end)
print(ok, message)
io.stdout:write("no newline at the end")
level2({ name = "x" })
print("never")
