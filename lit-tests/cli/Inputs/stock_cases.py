"""The cases in which the command line is compared with each version's own (see stock.py).

A case is a list of words, or a dictionary: `words`; `stdin`, a text; `env`, variables. `since` and
`until` are the first and the last version that has it."""

FILES = {
    "show.lua": """local least, most = 0, 0
for i in pairs(arg) do if i < least then least = i end if i > most then most = i end end
for i = least, most do print(i, arg[i]) end
print('...', select('#', ...), ...)
""",
    "ok.lua": "print('ok', ...)\n",
    "fail.lua": "local function f() error('in the script') end\nf()\n",
    "table_error.lua": "error({})\n",
    "text_error.lua": "error(setmetatable({}, {__tostring = function() return 'as text' end}))\n",
    "nil_error.lua": "error(nil)\n",
    "number_error.lua": "error(12)\n",
    "syntax.lua": "x = = 1\n",
    "shebang.lua": "#!/usr/bin/lua\nprint('second line') error('on line two')\n",
    "mod.lua": "print('loading', ...)\nreturn {name = 'mod'}\n",
    "plain.lua": "plainvalue = 1\n",
    "badmod.lua": "error('cannot load')\n",
    "badsyntax.lua": "x = = 2\n",
    "init.lua": "from_init = 'from the file'\n",
    "my-v1.lua": "return {name = 'my'}\n",
    "exit.lua": "io.write('before') os.exit(tonumber((...)))\n",
    "closes.lua": "setmetatable({}, {__gc = function() print('collected') end}) print('end')\n",
    "reads.lua": "print(io.read())\nfor l in io.lines() do print(l) end\n",
}

TYPED = """1 + 1
= 2 + 2
x = 5
x
= x, nil, 'text'
local a = 1
print(a)
for i = 1, 2 do
  print(i)
end
error('typed')
error({})
y =
6
= y
return 7, 8
x = = 1
print(1) print(2)

nil
"""

CASES = [
    # Statements and scripts
    ["-e", "print(1)"],
    ["-eprint(2)"],
    ["-e", "print(1)", "-e", "print(2)"],
    ["-e", "x = 1", "-e", "print(x)"],
    ["-e", "error('stop')", "-e", "print('never')"],
    ["-e", "x = = 1"],
    ["-e", ""],
    ["-e", "print(arg and arg[0], ...)"],
    ["-e", "x = 3", "ok.lua", "a", "b"],
    ["ok.lua"],
    ["ok.lua", "-e", "print(1)"],
    ["show.lua"],
    ["show.lua", "a", "b c", "-v", ""],
    ["-e", "z = 1", "show.lua", "a"],
    ["-e", "z = 1", "--", "show.lua", "a"],
    ["--", "show.lua"],
    ["-e", "arg = nil", "ok.lua", "a"],
    ["-e", "if arg then arg[1] = 'changed' end", "ok.lua", "a"],
    ["-e", "if arg then arg[2] = 'added' end", "ok.lua", "a"],
    ["fail.lua"],
    ["table_error.lua"],
    ["text_error.lua"],
    ["number_error.lua"],
    {"words": ["nil_error.lua"], "until": "5.4"},
    ["syntax.lua"],
    ["shebang.lua"],
    ["nofile.lua"],
    ["."],
    ["exit.lua", "3"],
    ["exit.lua", "0"],
    ["closes.lua"],
    ["-e", "os.exit(true)"],
    ["-e", "os.exit(false, true)"],
    # The standard input
    {"words": [], "stdin": "print('from stdin', ...)"},
    {"words": [], "stdin": "error('from stdin')"},
    {"words": [], "stdin": "x = = 1"},
    {"words": ["-"], "stdin": "print('from stdin', ...)"},
    {"words": ["-", "a", "b"], "stdin": "print('from stdin', ...) print(arg[0], arg[1], arg[-1])"},
    {"words": ["-"], "stdin": "error('from stdin')"},
    {"words": ["-e", "print(1)", "-"], "stdin": "print('from stdin')"},
    {"words": ["-e", "print(1)"], "stdin": "print('never')"},
    {"words": ["--", "-"], "stdin": "print('never')"},
    {"words": ["--"], "stdin": "print('from stdin')"},
    {"words": ["-l", "mod"], "stdin": "print('from stdin', mod and mod.name)"},
    {"words": ["reads.lua"], "stdin": "one\ntwo\nthree"},
    # Libraries
    ["-l", "mod", "-e", "print(mod and mod.name)"],
    ["-lmod", "-e", "print(mod and mod.name)"],
    ["-l", "plain", "-e", "print(plain, plainvalue)"],
    ["-l", "mod", "-l", "mod", "ok.lua"],
    ["-l", "badmod", "-e", "print('never')"],
    ["-l", "badsyntax", "ok.lua"],
    {"words": ["-l", "g=mod", "-e", "print(g.name, mod)"], "since": "5.4"},
    {"words": ["-lg=mod", "-e", "print(g.name, mod)"], "since": "5.4"},
    {"words": ["-l", "my-v1", "-e", "print(my and my.name)"], "since": "5.5"},
    # Mistakes
    ["-x"],
    ["-e"],
    ["-l"],
    ["-vv"],
    ["-i1"],
    ["-e", "print(1)", "-q"],
    ["---"],
    ["-e", "-v"],
    ["-l", "-v"],
    {"words": ["-E1"], "since": "5.3"},
    ["-W1"],
    ["-W"],
    ["-E", "-e", "print(1)"],
    # Versions
    ["-v"],
    ["-v", "-e", "print('and')"],
    ["-v", "ok.lua"],
    ["-v", "-"],
    # The environment
    {"words": ["-e", "print('main')"], "env": {"LUA_INIT": "print('init')"}},
    {"words": ["ok.lua"], "env": {"LUA_INIT": "print('init', arg and arg[0])"}},
    {"words": ["-e", "print(from_init)"], "env": {"LUA_INIT": "@init.lua"}},
    {"words": ["-e", "print('never')"], "env": {"LUA_INIT": "@nofile.lua"}},
    {"words": ["-e", "print('never')"], "env": {"LUA_INIT": "error('init')"}},
    {"words": ["-e", "print('never')"], "env": {"LUA_INIT": "x = = 1"}},
    {"words": ["-x"], "env": {"LUA_INIT": "print('init')"}},
    {"words": ["-v"], "env": {"LUA_INIT": "print('init')"}},
    {"words": ["-e", ""], "env": {"LUA_INIT": "print(1)", "LUA_INIT_5_2": "print(52)"}},
    {"words": ["-e", ""], "env": {"LUA_INIT": "print(1)", "LUA_INIT_5_3": "print(53)"}},
    {"words": ["-e", ""], "env": {"LUA_INIT": "print(1)", "LUA_INIT_5_4": "print(54)"}},
    {"words": ["-e", ""], "env": {"LUA_INIT": "print(1)", "LUA_INIT_5_5": "print(55)"}},
    {"words": ["-E", "-e", "print(2)"], "env": {"LUA_INIT": "print(1)"}},
    {"words": ["-e", "print(package.path)"], "env": {"LUA_PATH": "a;b"}},
    {"words": ["-e", "print((package.path:gsub('usr.*', '')))"], "env": {"LUA_PATH": "a;;"}},
    {"words": ["-E", "-e", "print(package.cpath ~= 'a')"], "env": {"LUA_CPATH": "a"}},
    # Warnings
    {"words": ["-W", "-e", "warn('one') warn('@off') warn('two')"], "since": "5.4"},
    {"words": ["-e", "warn('one') warn('@on') warn('t', 'wo')"], "since": "5.4"},
    # The prompt without a terminal
    {"words": ["-i"], "stdin": TYPED, "until": "5.4"},
    {"words": ["-i", "-e", "_PROMPT = 'say: ' _PROMPT2 = 'more: '"], "stdin": TYPED, "until": "5.4"},
    {"words": ["-i", "-e", "_PROMPT = setmetatable({}, {__tostring = function() return 'T ' end})"],
     "stdin": "x = 1", "until": "5.4"},
    {"words": ["-i", "ok.lua", "a"], "stdin": "print(...)\nprint(arg[1])", "until": "5.4"},
    {"words": ["-i", "fail.lua"], "stdin": "print(1)", "until": "5.4"},
    {"words": ["-i"], "stdin": "for i = 1, 2 do", "until": "5.2"},
    {"words": ["-i", "-e", "print = nil"], "stdin": "= 1", "until": "5.4"},
]
