-- open, close, type, seek, setvbuf, flush and closed files.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local name = os.tmpname()
print(io.open("/no/such/file"))
print(io.open("/no/such/dir/file", "w"))
for _, mode in ipairs { "r", "rb", "r+", "r+b", "w", "wb", "a", "a+b", "", "zz", "rw", "r++", "rbb", "+", "rb+" } do
  local ok, f = pcall(io.open, name, mode)
  print(mode, ok, io.type(f) or f)
  if io.type(f) then f:close() end
end
local f = io.open(name, "w")
print(f:write("1234567890") == f, f:seek("cur"), f:seek("set", 3), f:seek("end"), f:seek("cur", -2), f:seek())
print(f:seek("set", -1))
print(pcall(f.seek, f, "bad"))
print(pcall(f.seek, f, "set", "x"))
print(pcall(f.seek, f, "set", 1.5))
print(f:setvbuf("full", 1024), f:setvbuf("no"), f:setvbuf("line"))
print(pcall(f.setvbuf, f, "bad"))
print(pcall(f.setvbuf, f))
print(f:flush(), io.flush())
print(tostring(f):match("^file %(0x%x+%)$") ~= nil, io.type(f), io.type(1), io.type("x"))
print(f:close(), io.type(f), tostring(f))
for _, method in ipairs { "close", "read", "write", "lines", "seek", "flush", "setvbuf" } do
  print(pcall(f[method], f))
  print(pcall(f[method], 1))
  print(pcall(function() return (f[method](f)) end))
end
print(pcall(function() f:write("x") end))
print(pcall(function() f.write("x") end))
print(pcall(function() local t = setmetatable({}, { __index = io.stdout }); t:write(1) end))
print(pcall(io.type))
print(pcall(io.open))
print(pcall(io.close, 1))
print(io.stdin:close())
print(getmetatable(f).__name, pcall(getmetatable(f).__tostring, 1))
print(select("#", getmetatable(f).__gc(f)))
do
  local g <close> = io.open(name)
  f = g
end
print(io.type(f))
os.remove(name)
