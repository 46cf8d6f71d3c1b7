-- What the global table holds, and the library tables.
local function names(t)
  local list = {}
  for k, v in pairs(t) do list[#list + 1] = k .. ":" .. type(v) end
  table.sort(list)
  return table.concat(list, " ")
end
for _, name in ipairs{"assert", "collectgarbage", "dofile", "error", "gcinfo", "getfenv", "getmetatable", "ipairs", "load", "loadfile", "loadstring", "module", "newproxy", "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setfenv", "setmetatable", "tonumber", "tostring", "type", "unpack", "warn", "xpcall"} do
  io.write(name, " ", type(_G[name]), "\n")
end
print(_VERSION, _G._G == _G)
print(names(io))
print(names(os))
print(names(package))
for _, name in ipairs{"bit32", "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8"} do
  print(name, type(_G[name]), package.loaded[name] == _G[name])
end
print(package.loaded._G == _G)
