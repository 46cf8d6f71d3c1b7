-- io.open: modes, mistakes, results.
local name = os.tmpname()
local function hide(s) return (tostring(s):gsub(name:gsub("%p", "%%%0"), "FILE")) end
local function try(mode)
  local ok, f, message, code = pcall(io.open, name, mode)
  print(("%q"):format(tostring(mode)), ok, io.type(f) or hide(f):gsub("^.-#", "#"), ok and message and hide(message) or "", code)
  if ok and f then f:close() end
end
for _, mode in ipairs{"r", "w", "a", "r+", "w+", "a+", "rb", "wb", "ab", "r+b", "w+b", "a+b"} do try(mode) end
for _, mode in ipairs{"", "x", "rw", "r++", "+r", "br", "rx", "r+bx", " r"} do try(mode) end
try(nil)
local f = io.open(name, "w")
f:write("one\n", 2, "\n") f:close()
local f = io.open(name, "a") print(f:write("three") == f) f:close()
local f = io.open(name, "r+") f:write("ONE") f:seek("set", 0) print((f:read("*a"):gsub("\n", "|"))) f:close()
local f = io.open(name, "w+") print(f:read("*a") == "", f:write("x") and true, f:seek("set"), f:read(1)) f:close()
local f = io.open(name, "a+") f:write("y") f:seek("set", 0) print(f:read("*a")) f:close()
os.remove(name)
print(hide(select(2, io.open(name))), select(3, io.open(name)), (io.open(name)))
print(hide(select(2, io.open(name .. "/x/y", "w"))))
print((pcall(io.open)), (pcall(io.open, {})), (pcall(io.open, name, {})))
print(select("#", io.open(name)))
