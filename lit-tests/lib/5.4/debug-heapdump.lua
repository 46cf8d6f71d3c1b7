-- debug.heapdump: the objects and bytes of each kind, and snapshots in files.
-- RUN: perilune --jit=off %s %t.json | FileCheck %s
-- RUN: perilune --jit-hotloop=1 %s %t.json | FileCheck %s
local file = arg[1]
local before = debug.heapdump()
local kept = {}
for i = 1, 1000 do kept[i] = {} end
local after = debug.heapdump()
-- CHECK: tables {{10[012][0-9]}}
print("tables", after.table.objects - before.table.objects)
local sum = 0
for kind, of in pairs(after) do sum = sum + of.bytes end
-- CHECK-NEXT: within a page true
print("within a page", math.abs(collectgarbage("count") * 1024 - sum) < 4096)
-- CHECK-NEXT: kinds closure native proto shape string table thread upvalue userdata
local kinds = {}
for kind in pairs(after) do kinds[#kinds + 1] = kind end
table.sort(kinds)
print("kinds " .. table.concat(kinds, " "))
-- CHECK-NEXT: written true
local written = debug.heapdump(file)
print("written", written.table.objects >= 1000)
local lines, tables = 0, 0
for line in io.lines(file) do
  lines = lines + 1
  if line:find('"kind":"table"', 1, true) then tables = tables + 1 end
end
-- CHECK-NEXT: lines true true
print("lines", lines > 1500, tables == written.table.objects)
-- CHECK-NEXT: nil /nowhere/at/all: No such file or directory 2
print(debug.heapdump("/nowhere/at/all"))
-- CHECK-NEXT: false bad argument #1 to 'debug.heapdump' (string expected, got table)
print(pcall(debug.heapdump, {}))
print(#kept)
