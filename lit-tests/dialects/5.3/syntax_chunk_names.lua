local function named(name) print((select(2, load("x = = 1", name)))) end
named("=name") named("=") named("@file.lua") named("@") named("text") named("") named("a\nb") named("a\rb") named("\n") named("@a\nb") named("=a\nb")
for _, n in ipairs({40, 43, 44, 45, 46, 47, 48, 59, 60, 61, 63, 64, 65, 72, 73, 79, 80, 81, 100}) do
  named(("x"):rep(n)) named("=" .. ("y"):rep(n)) named("@" .. ("z"):rep(n)) named(("x"):rep(n) .. "\nline")
end
print((select(2, load("x = = 1"))))
print((select(2, load("x = = 1\n\n\n"))))
print((select(2, load("\n\nx = = 1"))))
print((select(2, load("x = = 1 -- " .. ("c"):rep(100)))))
print((select(2, load(function() return nil end, "=empty"))))
local pieces = {"x ", "= ", "= 1"}
local i = 0
print((select(2, load(function() i = i + 1 return pieces[i] end))))
print((select(2, load("x = 1", "=m", "b"))))
print(pcall(load("local x = nil + 1", "=run")))
print(pcall(load("error('e')", "@dir/file.lua")))
print(pcall(load("error('e', 1)", "error('e')\nsecond")))
