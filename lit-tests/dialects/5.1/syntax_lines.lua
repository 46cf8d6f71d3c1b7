local load = loadstring
local function where(text) print((select(2, pcall(load(text, "=l"))))) end
where("local a\nlocal b = a\n+\n1") where("local a\nlocal b = 1\n+\n2\n+\na") where("local a\nlocal b = -\na") where("local a\nlocal b = 'x'\n..\na\n..\n'y'")
where("local a\nlocal b = a\n.x") where("local a\nlocal b = a\n[\n1\n]") where("local a\na\n.x\n=\n1") where("local a\na\n[\n1\n]\n=\n2")
where("local a\na(\n1,\n2\n)") where("local a = {}\na\n.b(\n1\n)") where("local a = {}\na\n:b(\n1\n)")
where("local a = {}\na\n:b\n{\n}") where("local a = {}\na\n.b\n''") where("local function f() error('e', 2) end\nlocal x = f(\n1,\n2\n)\nlocal y")
where("local a\nif a\n<\n1 then end") where("local a\nwhile a\n>=\n1\ndo end") where("local a\nrepeat\nuntil a\n<=\n1") where("local a\nreturn not\n(a\n<\n1)")
where("for i = 1,\n'x',\n1 do\nend") where("local t = {\n1,\n[nil] =\n2\n}") where("return {\n1 +\nnil\n}")
where("local function f()\nlocal x\nreturn x\n.y\nend\nreturn f()") where("local t = {}\nfunction t.a\n.b() end") where("local t = {}\nfunction t.a.b:c()\nend") where("x = 1\n;\n(nil)()")
where("local a = 1\nlocal b = #\na") where("error(\n'here'\n)") where("local e = error\ne\n'here'") where("local s = [[\n\n]] error('after')") where("return (\nnil\n)\n.x")
where("local a, b = 1\na, b\n=\na.x\n+ 1,\nb") where("return 1 < 'x'") where("return {} < {}") where("return\n{}\n<\n1")
