-- Iteration over lines.
local name = os.tmpname()
local f = io.open(name, "w") f:write("a\n\nccc\nd") f:close()
local function all(iterator, ...)
  local t = {}
  for l, m in iterator, ... do t[#t + 1] = tostring(l) .. (m ~= nil and "&" .. tostring(m) or "") end
  return (table.concat(t, ","):gsub("\n", "|"))
end
print(all(io.lines(name)))
print(all(io.lines(name, "*L")))
print(all(io.lines(name, 2)))
print(all(io.lines(name, 1, "*l")))
local f = io.open(name)
print(all(f:lines()), io.type(f), f:read("*a"))
f:seek("set", 2)
print(f:seek("set", 2), (f:lines("*a")():gsub("\n", "|")))
f:close()
print((select(2, pcall(f.lines, f)):gsub("^.-:%d+: ", "")))
local it = io.lines(name)
for i = 1, 4 do it() end
print(it())
print((select(2, pcall(it)):gsub("^.-:%d+: ", "")))
local f = io.open(name)
local it = f:lines()
print(it())
f:close()
print((select(2, pcall(it)):gsub("^.-:%d+: ", "")))
io.input(name)
print(all(io.lines()), io.type(io.input()))
io.close(io.input())
print((pcall(io.lines)))
io.input(io.stdin)
print((select(2, pcall(io.lines, "/nowhere/file")):gsub("^.-:%d+: ", "")))
print(select("#", io.lines(name)), io.type((select(4, io.lines(name)))))
local file
for l in io.lines(name) do file = l break end
do local _, _, _, f <close> = io.lines(name) file = f end
print(io.type(file), tostring(file))
local many = {} for i = 1, 251 do many[i] = 1 end
print((select(2, pcall(io.lines, name, (table.unpack)(many))):gsub("^.-#", "#")))
print(pcall(function() for l in io.lines(name, "*x") do end end))
os.remove(name)
