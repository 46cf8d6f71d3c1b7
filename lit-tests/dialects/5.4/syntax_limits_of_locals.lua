local function last(name, make, low, high)
  while low < high do
    local middle = math.floor((low + high + 1) / 2)
    if load(make(middle), "=l") then low = middle else high = middle - 1 end
  end
  print(name, low, (select(2, load(make(low + 1), "=l"))))
end
last("one statement", function(n) return "local a" .. (",a"):rep(n - 1) end, 1, 300)
last("statements", function(n) return ("local a\n"):rep(n) end, 1, 300)
last("in a function", function(n) return "\nfunction f()\n" .. ("local a "):rep(n) .. "\nend" end, 1, 300)
last("parameters", function(n) return "function f(a" .. (",a"):rep(n - 1) .. ") end" end, 1, 300)
last("method", function(n) return "function f:g(a" .. (",a"):rep(n - 1) .. ") end" end, 1, 300)
last("with self", function(n) return "local function f(a) " .. ("local a "):rep(n) .. " end" end, 1, 300)
last("blocks", function(n) return ("do local a "):rep(n) .. (" end"):rep(n) end, 1, 190)
last("loops", function(n) return ("for i = 1, 2 do "):rep(n) .. (" end"):rep(n) end, 1, 300)
last("functions", function(n) return ("local function f() end "):rep(n) end, 1, 300)
last("in siblings", function(n) return ("do local a, b, c end "):rep(n) end, 1, 300)
local function upvalues(n)
  local text = {}
  for i = 1, n do text[#text + 1] = (i % 100 == 1 and i > 1 and "return function() " or "") .. "local v" .. i end
  text[#text + 1] = "return function() local s"
  for i = 1, n do text[#text + 1] = "s = v" .. i end
  return table.concat(text, "\n") .. (" end"):rep(1 + math.floor((n - 1) / 100))
end
last("upvalues", upvalues, 1, 300)
print(load(upvalues(40))()() == nil)
