-- The ceiling for memory holds within one call of a builtin, too: for the text that it builds, and
-- for what it compiles.
-- RUN: perilune --memory-limit=20M --jit=off %s | FileCheck %s
-- RUN: perilune --memory-limit=20M --jit-hotloop=1 --gc-verify %s | FileCheck %s

local function try(name, ...)
  print(name, select(select("#", ...), ...))
end
local function read(format)
  local file <close> = io.open("/dev/zero")
  return file:read(format)
end
local long = string.rep("x", 4000000)
-- CHECK: all{{.}}not enough memory
try("all", pcall(read, "a"))
-- CHECK-NEXT: line{{.}}not enough memory
try("line", pcall(read, "l"))
-- CHECK-NEXT: count{{.}}not enough memory
try("count", pcall(read, 1 << 39))
-- CHECK-NEXT: lines{{.}}not enough memory
try("lines", pcall(function() for line in io.lines("/dev/zero") do end end))
-- CHECK-NEXT: gsub{{.}}not enough memory
try("gsub", pcall(string.gsub, long, "x", string.rep("y", 100)))
-- CHECK-NEXT: captures{{.}}not enough memory
try("captures", pcall(string.gsub, long, "(x)", "%1%1%1%1%1%1%1%1%1%1"))
-- CHECK-NEXT: table{{.}}not enough memory
try("table", pcall(string.gsub, long, "x", {x = string.rep("y", 100)}))
local numbers = {}
for i = 1, 100000 do numbers[i] = i + 0.5 end
-- CHECK-NEXT: concat{{.}}not enough memory
try("concat", pcall(table.concat, numbers, string.rep(",", 1000)))
numbers = nil
-- CHECK-NEXT: format{{.}}not enough memory
try("format", pcall(string.format, "%s%s%s%s%s%s", long, long, long, long, long, long))
-- CHECK-NEXT: pack{{.}}not enough memory
try("pack", pcall(string.pack, "s4s4s4s4s4s4", long, long, long, long, long, long))
-- CHECK-NEXT: date{{.}}not enough memory
try("date", pcall(os.date, string.rep("%c", 2000000)))
-- CHECK-NEXT: load{{.}}not enough memory
try("load", load("return {" .. string.rep("{1, x, 'a'},", 300000) .. "}"))
local n = 0
local function table_piece()
  n = n + 1
  return n == 1 and "return {" or "{1, {}, 'x" .. n .. "'},"
end
-- CHECK-NEXT: reader{{.}}not enough memory
try("reader", load(table_piece))
-- CHECK-NEXT: comment{{.}}not enough memory
try("comment", load(function() return "--" end))
-- CHECK-NEXT: alive{{.}}true
collectgarbage()
print("alive", collectgarbage("count") < 20 * 1024)
