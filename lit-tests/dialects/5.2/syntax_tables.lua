local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("x = {}", "x = {,}", "x = {;}", "x = {1,}", "x = {1;}", "x = {1,,}", "x = {1 2}", "x = {1", "x = {1,", "x = {\n1\n2}", "x = }", "x = {]")
try("x = {a}", "x = {a = 1}", "x = {a = }", "x = {= 1}", "x = {a 1}", "x = {[1] = 1}", "x = {[1]}", "x = {[1 = 1}", "x = {[] = 1}", "x = {[1], 2}")
try("x = {a.b = 1}", "x = {'a' = 1}", "x = {1 = 1}", "x = {f() = 1}", "x = {...}", "x = {[...] = ...}", "x = {a == 1}", "x = {function f() end}")
try("x = {if = 1}", "x = {end}", "x = {nil}", "x = {local y}", "x = {a, b = 1; [2] = 3, }", "x = {{{}}}", "x = {{}", "x = {[{}] = {}}")
local function three() return 1, 2, 3 end
print(#{three()}, #{three(), three()}, #{(three())}, #{three(), nil}, #{n = three(), three()})
local t = {1, 2, [1] = "one", x = 1, 3, ["x"] = 2, [4] = "four"}
print(t[1], t[2], t[3], t[4], t.x)
local order = {}
local function note(v) order[#order + 1] = v return v end
local _ = {note(1), [note(2)] = note(3), k = note(4), note(5), [note(6)] = note(7)}
print(table.concat(order, ","))
local big = {}
for i = 1, 120 do big[i] = tostring(i) end
local f = load("return {" .. table.concat(big, ",") .. ", ...}")
print(#f(), #f(1, 2, 3), f()[51], f(7)[121], f()[100])
print(pcall(load("return {[nil] = 1}", "=k")))
print(pcall(load("local x = {\n1,\n[\nnil\n] = 2\n}", "=k")))
print(select("#", (load("return {}, {1}, {1, 2}"))()))
