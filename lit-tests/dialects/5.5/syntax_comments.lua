local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("-- nothing", "--", "--\n", "--[[ block ]] x = 1", "--[==[ ]] ]==] x = 1", "--[ line\nx = 1", "--[=line\nx = 1")
try("x = 1 --[[ in ]] + --[[ side ]] 2", "x --[[\n\n]] = 1", "x = 1 --[==[ ]] ]=] x", "--[[ open", "x = 1 --[[\n\n")
try("---[[ a line\nx =", "--[[ block ]]x =", "--[=[\n]]\n]=]\nx =", "-- a\r-- b\r\n-- c\n\r-- d\nx =")
try("#!shebang", "# comment\nx = 1", "x = 1 # y", "-- \0 zero\nx =", "--\\\nx =")
try("x = - - 1", "x = - -- 1\n2", "x = 1 -- 2\n", "x = 1 --[[2]]", "return --[[nothing]]", "goto --[[l]] l --[[x]] ::l::")
local f = load("local n = 0 --[[\nn = n + 1\n]] n = n + 10 --[==[\n]] n = n + 100 ]==]\n--n = n + 1000\nreturn n")
print(f())
print(pcall(load("--[[\n\n]]\n\nerror('line five')", "=c")))
print(pcall(load("-- one\r\n-- two\r-- three\n\rerror('line four')", "=c")))
