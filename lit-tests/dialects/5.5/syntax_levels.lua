local function deepest(name, make)
  local low, high = 0, 400
  while low < high do
    local middle = math.floor((low + high + 1) / 2)
    if load(make(middle), "=d") then low = middle else high = middle - 1 end
  end
  -- the overflow of the C stack has no position, and what follows it is the handler's
  print(name, low, (tostring(select(2, load(make(low + 1), "=d"))):match("^[^\n]*")))
end
local function nest(open, middle, close)
  return function(n) return open:rep(n) .. middle .. close:rep(n) end
end
deepest("parentheses", function(n) return "x = " .. ("("):rep(n) .. "1" .. (")"):rep(n) end)
deepest("tables", function(n) return "x = " .. ("{"):rep(n) .. ("}"):rep(n) end)
deepest("indices", function(n) return "x = " .. ("a["):rep(n) .. "1" .. ("]"):rep(n) end)
deepest("concatenation", function(n) return "x = " .. ("a.."):rep(n) .. "a" end)
deepest("power", function(n) return "x = " .. ("a^"):rep(n) .. "a" end)
deepest("unary", function(n) return "x = " .. ("- "):rep(n) .. "a" end)
deepest("not", function(n) return "x = " .. ("not "):rep(n) .. "a" end)
deepest("do", nest("do ", "", " end"))
deepest("while", nest("while x do ", "", " end"))
deepest("if", nest("if x then ", "", " end"))
deepest("repeat", nest("repeat ", "", " until x"))
deepest("functions", nest("function f() ", "", " end"))
deepest("closures", nest("return function() ", "", " end"))
deepest("calls", function(n) return "x = " .. ("f("):rep(n) .. (")"):rep(n) end)
deepest("assignments", function(n) return "a" .. (",a"):rep(n) .. " = 1" end)
