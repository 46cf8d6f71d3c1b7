local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("", ";", ";;", "x = 1;", "x = 1;;", "; x = 1", "do ; end", "do end;", "f();", ";f()", "local x; local y", "if x then ; end")
try("return", "return;", "return;;", "return 1, 2;", "return; x = 1", "return 1 x = 2", "do return end x = 1", "do return 1; end")
try("if x then return end", "if x then return else return end", "while x do return end x = 1", "repeat return until x")
try("return return", "return break", "return,", "return 1,", "return = 1", "return (1)", "return ...", "return -")
try("x", "x.y", "x[1]", "x, y", "x:y", "(x)", "f()", "f().x", "(f())", "f(), g()", "nil", "1", "'s'", "{}", "x y", "x 'y' = 1")
try("do", "do do end", "end", "do end end", "if x", "if x then", "if x then else", "if x then else else end", "if then end", "else end")
try("if x then elseif end", "if x then elseif y end", "if x then elseif y then else elseif z then end", "while do end", "while x", "while x do")
try("repeat", "repeat until", "repeat x = 1 until", "until x", "repeat until x until y", "local", "local =", "local x =", "local x,", "local x, 1")
