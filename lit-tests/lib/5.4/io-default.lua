-- input and output: the default files.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local name = os.tmpname()
print(io.output() == io.stdout, io.input() == io.stdin)
local f = io.output(name)
print(io.output() == f, f ~= io.stdout)
io.write("written\nto ", "file\n")
print(io.close())
print(pcall(io.write, "x"))
print(pcall(io.close))
print(io.output(io.stdout) == io.stdout)
print(io.input(name) == io.input())
print(io.read(), io.read("L"), io.read("n"), io.read("a"))
io.input():seek("set")
for l in io.lines() do io.write("[", l, "]") end
print(io.type(io.input()))
print(io.close(io.input()))
print(pcall(io.read))
print(pcall(io.lines))
print(io.input(io.stdin) == io.stdin)
print(pcall(io.input, "/no/such/file"))
print(pcall(io.output, "/no/such/dir/file"))
print(pcall(io.input, {}))
print(pcall(io.output, true))
print(pcall(function() io.input("/no/such/file") end))
os.remove(name)
