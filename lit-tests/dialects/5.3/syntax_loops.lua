local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("for i = 1, 2 do end", "for i = 1 do end", "for i = 1, 2, 3, 4 do end", "for i = 1, do end", "for = 1, 2 do end", "for i do end", "for i")
try("for 1 = 1, 2 do end", "for i, j = 1, 2 do end", "for i.x = 1, 2 do end", "for i in x do end", "for i, j, k in x, y, z, w do end", "for i in do end")
try("for i, in x do end", "for in x do end", "for i = 1, 2 end", "for i = 1, 2 do", "for i in x", "for\ni = 1, 2\ndo\n", "for i = 1, 2 do\n\nelse")
try("while x do\n\n", "repeat\n\n", "if x then\n\nelseif y then\n\n", "function f()\n\n", "do\n\nuntil", "for i = 1, 2 do\n\nuntil x")
local out = {}
for i = 1, 3 do local i = i * 10 out[#out + 1] = i end
for i = 3, 1, -1 do out[#out + 1] = i end
for i = 1, 0 do out[#out + 1] = "never" end
for i = 1, 2 do for j = i, 2 do out[#out + 1] = i .. j end end
print(table.concat(out, " "))
local n = 0
repeat local done = n >= 3 n = n + 1 until done
print(n)
local fs = {}
for i = 1, 3 do fs[i] = function() return i * 2 end end

print(fs[1](), fs[2](), fs[3](), fs[1]())
local k = 0
while true do k = k + 1 if k > 5 then break end if k == 2 then k = 4 end end
print(k)
for a, b, c in (function(s, v) if v < s then return v + 1, v * 2 end end), 3, 0 do io.write(a, " ", b, " ", tostring(c), "; ") end
print()
for i = 1, 3 do if i == 2 then goto continue end io.write(i, " ") ::continue:: end print()
