local function last(name, make, low, high)
  while low < high do
    local middle = math.floor((low + high + 1) / 2)
    if load(make(middle), "=r") then low = middle else high = middle - 1 end
  end
  print(name, low, (tostring((select(2, load(make(low + 1), "=r")))):match("^[^\n]*")))
end
last("results", function(n) return "return 1" .. (",1"):rep(n - 1) end, 1, 300)
last("values", function(n) return "a = 1" .. (",1"):rep(n - 1) end, 1, 300)
last("items of constructors", function(n) return "a = {" .. ("1,"):rep(n) .. "}" end, 1, 400)
last("targets", function(n) return "a.b" .. (",a.b"):rep(n - 1) .. " = 1" end, 1, 180)
last("sums", function(n) return "local a return " .. ("a+("):rep(n) .. "a" .. (")"):rep(n) end, 1, 150)
F = function(...) return ... end
for n = 20, 180, 40 do
  print(n, assert(load("return " .. ("F("):rep(n) .. "1, 2, 3" .. (")"):rep(n)))())
  print(n, assert(load("return " .. ("F(1, "):rep(n / 2) .. "'end'" .. (")"):rep(n / 2)))() == 1)
end
O = {} function O:m(...) return self, ... end
print(select("#", assert(load("return " .. ("O:m("):rep(60) .. "1, 2" .. (")"):rep(60)))()))
local text = {}
for i = 1, 240 do text[i] = i end
print(select("#", assert(load("return F(" .. table.concat(text, ",") .. ")"))()), (select(240, assert(load("return F(F(F(F(" .. table.concat(text, ",") .. "))))"))())))
print(pcall(load("local a = 1 return " .. ("F("):rep(40) .. "a.b.c" .. (")"):rep(40), "=deep")))
print(pcall(load("return " .. ("F("):rep(30) .. "nothing(1)" .. (")"):rep(30), "=deep")))
