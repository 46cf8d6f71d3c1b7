local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("goto l", "::l::", "goto l ::l::", "::l:: goto l", "::l:: ::l::", "do ::l:: end ::l::", "::l:: do ::l:: end", "do goto l end ::l::", "goto l do ::l:: end")
try("goto l local x ::l::", "goto l local x ::l:: x = 1", "goto l local x ::l:: ::m::", "goto l local x ::l:: ;", "do goto l local x ::l:: end", "do goto l; local x, y; ::l:: f() end")
try("repeat goto l local x ::l:: until x", "repeat goto l; local x; do ::l:: end until x", "while x do goto continue local y ::continue:: end", "function f() goto l end ::l::")
try("::l:: function f() goto l end", "goto", "goto 1", "goto if", "goto l.x", "::", "::l", "::l:", ": :l::", "::1::", "::l::;", ":: l ::", "::goto::", "goto l; ; ::l:: ; ;")
try("\n\ngoto l\n", "goto\n\nl", "if x then goto l end", "if x then goto l end ::l::", "if x then goto l else goto m end ::l:: ::m::", "goto continue", "\n::a::\n\n::a::")
local t = {}
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    if i == 3 then goto done end
    t[#t + 1] = i .. j
    ::continue::
  end
end
::done::
print(table.concat(t, " "))
local i = 1
::top::
local f = function() return i end
i = i + 1
if i < 4 then goto top end
print(f(), i)
local fs = {}
do
  local k = 0
  ::again::
  local x = k
  fs[#fs + 1] = function() x = x + 1 return x end
  k = k + 10
  if k < 30 then goto again end
end
print(fs[1](), fs[1](), fs[2](), fs[3]())
do
  local n = 0
  ::a::
  n = n + 1
  do if n < 3 then goto a end end
  print(n)
end
