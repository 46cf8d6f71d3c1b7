-- Syntax errors read as in stock Lua, through load: the chunk's name, the line, the token.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.perilune
-- RUN: %lua54 %s > %t.stock
-- RUN: diff %t.stock %t.perilune

local programs = {
  "x =", "x = = 1", "f(\n1\n2", "a.b:c = 1", "for i = 1 do end", "if x then else elseif",
  "local x <const> = 1; x = 2", "local x <close>, y <close> = 1, 2", "local x <what> = 1",
  "goto nowhere", "goto l; local a; ::l:: print(a)", "::l:: ::l::", "break", "return ...; x",
  "function f() return ... end", "x = 'abc", "x = 'a\\q'", "x = '\\300'", "x = '\\u{80000000}'",
  "x = [[abc\n\n", "--[==[ abc", "x = 3x", "x = 0x", "x = 1..2", "x = @", "x = 'a\nb'",
  "local " .. ("a,"):rep(200) .. "a", "f(" .. ("1,"):rep(260) .. "1)",
  "do local a end x y", "x = }", "x = function() end end", "\27Lua no", "a, b() = 1",
  "print(\n'first'\n'second'\n1)", "while true do\n\n\nlocal x = ", "return return",
}
local names = { "=name", "@file.lua", "a text\nof two lines", ("long"):rep(40), "=" .. ("x"):rep(80),
                "@" .. ("y"):rep(80) }
for i, program in ipairs(programs) do
  print((select(2, load(program, names[i % #names + 1], "t"))))
end
for _, program in ipairs(programs) do print((select(2, load(program, nil, "t")))) end
