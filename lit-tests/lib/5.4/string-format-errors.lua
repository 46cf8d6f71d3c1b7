-- format: its errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local function try(...) print(pcall(string.format, ...)) end
try()
try({})
try("%d")
try("%s %s", 1)
try("%d", "x")
try("%d", 1.5)
try("%d", "1.5")
try("%d", 2 ^ 63)
try("%d", {})
try("%x", -1.5)
try("%c", "x")
try("%f", "x")
try("%a", {})
try("%q", {})
try("%q", print)
try("%5q", "x")
try("%10s", "a\0b")
try("%.20s", "a\0b")
try("%s", setmetatable({}, { __tostring = function() return {} end }))
try("%s", setmetatable({}, { __tostring = function() error("in tostring") end }))
for _, spec in ipairs { "y", "F", "w", "z", "", ".", "5", "5.", "5.3", "-y", "ld", "n", "hd", "5000d", "123d", ".123d", "5.123f", "100d",
  ".100f", "200s", ".150s", "05c", ".3c", ".3p", "#d", "#u", "+u", " u", "+x", " x", "#s", "0.5s", "+s", "0p", " c", "\0d",
  "1234567890123456789d", "12345678901234567890d", "123456789012345678901d", ("-"):rep(30) .. "d", "-", "5%", "$d", "*d" } do
  io.write(("%q "):format(spec))
  try("%" .. spec, 1)
end
print(pcall(function() return (("%d"):format("x")) end))
print(pcall(function() return (("%d %d"):format(1)) end))
