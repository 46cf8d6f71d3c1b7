local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("for i = 1, 2 do i = 3 end", "for i in x do i = 3 end", "for i, j in x do j = 3 end", "for i = 1, 2 do local i = 3 i = 4 end", "for i = 1, 2 do function f() i = 1 end end", "for i = 1, 2 do function i() end end")
try("for i = 1, 2 do i, x = 1 end", "for i in x do x, i = 1 end", "for i = 1, 2 do for i = i, 3 do end i = 1 end", "\nfor i = 1, 2 do\n\ni\n=\n1\nend", "for i = 1, 2 do i.x = 1 end", "for i in x do local function f() return i end end")
local t = {}
for i = 1, 3 do local j = i j = j * 2 t[#t + 1] = j end
for k, v in ipairs({"a", "b"}) do v = v .. k t[#t + 1] = v end
print(table.concat(t, " "))
local fs = {}
for i = 1, 3 do fs[i] = function() return i end end
print(fs[1](), fs[2](), fs[3]())
