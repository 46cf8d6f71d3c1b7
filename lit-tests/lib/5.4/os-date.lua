-- date: formats, tables, errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(os.date("!%c", 0), os.date("!%x %X %p %A %B", 0))
print(os.date("!%Y-%m-%d %H:%M:%S", 1e9), os.date("!%j %U %w %y %Z %%", 0), os.date("!%Ex %Oy %EY %OH", 0))
print(os.date("!%a %b %C %d %D %e %F %g %G %h %I %M %n %R %r %t %T %u %V %W %z", 86400 * 200))
print(os.date("!", 0), os.date("", 0), os.date("plain", 0), os.date("*tx", 0), os.date("%d", "86400"))
local function fields(t)
  local names = {}
  for k, v in pairs(t) do names[#names + 1] = k .. "=" .. tostring(v) end
  table.sort(names)
  print(table.concat(names, " "))
end
fields(os.date("!*t", 86400))
fields(os.date("*t", 1e9))
print(os.time(os.date("*t", 123456789)))
for _, f in ipairs { "%Ez", "%", "%Q", "%E", "%O", "%Ea", "%OY", "%1", "%Qabc", "ok %", "%%%" } do print(pcall(os.date, f, 0)) end
print(pcall(os.date, "*t", 1 << 60))
print(pcall(os.date, "!%c", 1 << 60))
print(pcall(os.date, {}))
print(pcall(os.date, "%d", 1.5))
print(pcall(os.date, "%d", "x"))
print(#os.date() > 0)
