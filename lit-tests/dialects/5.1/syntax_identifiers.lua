local load = loadstring
local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("a_b1 = 1", "_ = 1", "__x = 1", "_1 = 1", "a1b2c3 = 1", "A = a", "1a = 1", "a-b = 1", "a$ = 1", "a b = 1", "a.b_c = 1", "a' = 1", "a? = 1", "\195\169 = 1", "a\195\169 = 1")
try("local " .. ("x"):rep(300) .. " = 1", "and_ = 1", "End = 1", "endx = 1", "NIL = 1", "nil_ = 1", "Function = 1", "repeat_ = 1", "x.And = 1", "x.and = 1", "x['and'] = 1", "x = {_and = 1}")
local a, A, _a, a_, a1 = 1, 2, 3, 4, 5
print(a, A, _a, a_, a1)
local long = ("n"):rep(200)
local f = load("local " .. long .. " = 7 return " .. long)
print(f())
local t = {}
t.name, t["other name"], t["end"], t[""] = 1, 2, 3, 4
print(t.name, t["other name"], t["end"], t[""], t["na" .. "me"])
print(pcall(load("local " .. ("v"):rep(60) .. " = nil return " .. ("v"):rep(60) .. ".x", "=id")))
print(pcall(load("return t_" .. ("g"):rep(60) .. ".x", "=id")))
print(pcall(load("local t = {} return t." .. ("f"):rep(60) .. ".x", "=id")))
print((load("x = " .. ("y"):rep(100) .. " " .. ("z"):rep(100), "=id")))
print(select(2, load("x = y " .. ("z"):rep(100), "=id")))
print(select(2, load("goto " .. ("z"):rep(100), "=id")))
print(load("local _ = 1 local _ = 2 return _")())
local _ENV_ = 5
print(_ENV_)
