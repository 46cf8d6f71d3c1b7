-- Reading numbers: what is taken, what is left.
local name = os.tmpname()
local function with(text, ...)
  local f = io.open(name, "w") f:write(text) f:close()
  f = io.open(name)
  local r = {f:read(...)}
  for i = 1, select("#", ...) do r[i] = tostring(r[i]) end
  print(table.concat(r, " ", 1, select("#", ...)), ("%q"):format(f:read("*a")))
  f:close()
end
local n = "*n"
with("12", n)
with("  12  13", n, n, n)
with("12abc", n)
with("-7 +8", n, n)
with("1.5.5", n, n)
with("0x10", n) with("0xfg", n)
with("1e3 1E-2 .5 5.", n, n, n, n)
with("x", n, n)
with("1\n2\n3", n, n, n, n)
with("1,2", n, "*l")
with("", n)
with("   ", n)
with("12", n, n)
os.remove(name)
