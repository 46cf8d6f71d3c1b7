local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("break", "do break end", "if x then break end", "while x do break end", "while x do break; end", "while x do break x = 1 end")
try("while x do do break end x = 1 end", "while x do if y then break end x = 1 end", "while x do if y then break else x = 1 end end")
try("while x do function f() break end end", "while x do local f = function() if y then break end end end", "repeat break until x", "repeat break; until x")
try("for i = 1, 2 do break end", "for i = 1, 2 do break break end", "while x do break return end", "while x do return break end", "for i in x do break; ; end")
try("\n\nbreak\n\n", "\nfunction f()\nif x then\nbreak\nend\nend", "repeat until break", "x = break", "break = 1", "while break do end", "break;", "do break; end x")
local log = {}
for i = 1, 5 do
  for j = 1, 5 do
    if j == 3 then break end
    log[#log + 1] = i .. ":" .. j
  end
  if i == 2 then break end
end
print(table.concat(log, " "))
local fs = {}
for i = 1, 4 do
  local x = i * i
  fs[i] = function() x = x + 1 return x end
  if i == 3 then break end
end
print(#fs, fs[1](), fs[1](), fs[2](), fs[3]())
local i = 0
repeat
  i = i + 1
  local stop = i > 3
  if i == 2 then do break end end
until stop
print(i)
while true do local y = 5 local function get() return y end if get() == 5 then break end end
for k in pairs({a = 1}) do if k then break end end
print((function() for i = 1, 10 do if i == 4 then return i end end end)())
