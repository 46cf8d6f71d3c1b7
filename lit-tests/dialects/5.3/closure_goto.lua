-- goto and closures: a jump backwards makes new variables, a jump out closes them.
local fs = {}
do
  local i = 1
  ::again::
  local x = i * 10
  fs[i] = function() x = x + 1 return x, i end
  i = i + 1
  if i <= 3 then goto again end
end
print(fs[1]()) print(fs[2]()) print(fs[1]()) print(fs[3]())
fs = {}
for i = 1, 3 do
  for j = 1, 3 do
    local v = i * 10 + j
    fs[#fs + 1] = function() v = v + 100 return v end
    if j == i then goto continue end
  end
  ::continue::
end
print(#fs, fs[1](), fs[1](), fs[2](), fs[6]())
fs = {}
local n = 0
while true do
  n = n + 1
  local m = n
  if n % 2 == 0 then goto skip end
  fs[#fs + 1] = function() m = m + 1 return m end
  ::skip::
  if n > 6 then break end
end
print(#fs, fs[1](), fs[1](), fs[2](), fs[4]())
do
  local count, get = 0, nil
  ::top::
  do
    local inner = count
    local previous = get
    get = function() return inner, previous and (previous()) end
    count = count + 1
    if count < 4 then goto top end
  end
  print(get())
end
local function search(t, want)
  local found
  for i = 1, #t do
    for j = 1, #t[i] do
      local at = t[i][j]
      if at == want then found = function() at = at + 1 return i, j, at end goto done end
    end
  end
  ::done::
  return found
end
local s = search({ { 1, 2 }, { 3, 4 } }, 3)
print(s()) print(s()) print(search({}, 1))
repeat
  local r = 1
  local f = function() r = r * 2 return r end
  if f() > 10 then goto out end
  f()
until f() > 3
::out::
do goto forward; local hidden ::forward:: end
print(load("goto nowhere")) print(load("do local a goto l; local b ::l:: print(b) end")) print(load("::a:: ::a::"))
