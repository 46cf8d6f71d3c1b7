-- List items wait in registers until they are stored, in fewer when few are left: constructors nest
-- more deeply than there are registers.
local function nested(items, depth)
  local text = "return " .. ("{" .. items):rep(depth) .. ("}"):rep(depth)
  local made, message = load(text, "=nested")
  if not made then return message end
  local t, count = made(), 0
  while t do
    count = count + 1
    t = t[#t]
    if type(t) ~= "table" then break end
  end
  return count
end
print(nested("", 150), nested("1,", 120), nested("1,", 166), nested("1,", 167))
print(nested("1,2,3,", 60), nested("1,2,3,", 100))

local function list(n)
  local items = {}
  for i = 1, n do items[i] = i end
  local t = assert(load("local a, b, c = 1, 2, 3 return {" .. table.concat(items, ",") .. "}"))()
  for i = 1, n do assert(t[i] == i) end
  return #t
end
for _, n in ipairs { 0, 1, 9, 10, 11, 49, 50, 51, 52, 100, 255, 256, 1000 } do
  io.write(list(n), " ")
end
print()

-- With many local variables.
for _, locals in ipairs { 90, 100, 170, 180, 198 } do
  local names = {}
  for i = 1, locals do names[i] = "v" .. i end
  local text = "local " .. table.concat(names, ",") .. " return {1,2,3,4,5,6,7,8,9,10,11,12,v1,14,...}"
  local t = assert(load(text))("a", "b")
  print(#t, t[1], t[11], t[13], t[15], t[16])
end
