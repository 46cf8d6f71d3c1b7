-- getenv, remove, rename, tmpname.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(os.getenv("PERILUNE_NO_SUCH_VARIABLE"), type(os.getenv("PATH")))
print(pcall(os.getenv))
local name = os.tmpname()
print(name:match("^/tmp/lua_%w+$") ~= nil, io.open(name):close())
print(os.rename(name, name .. "x"), os.remove(name .. "x"))
print(select("#", os.remove("/no/such/file")), os.remove("/no/such/file"))
print(os.rename("/no/such/file", "b"))
print(pcall(os.remove))
print(pcall(os.rename, "a"))
print(pcall(os.exit, "x"))
