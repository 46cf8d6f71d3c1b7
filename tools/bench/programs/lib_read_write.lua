-- io: writing lines to a file and reading them back.
-- suite: lib
-- quick: 10
local n = tonumber(arg and arg[1]) or 150

local name = os.tmpname()
local sum = 0
for i = 1, n do
  local file = assert(io.open(name, "w"))
  for j = 1, 1000 do file:write("line ", j, " of round ", i, "\n") end
  file:close()
  for line in io.lines(name) do sum = sum + #line end
  file = assert(io.open(name))
  sum = sum + #file:read("*a")
  file:close()
end
os.remove(name)
print(string.format("%d", sum))
