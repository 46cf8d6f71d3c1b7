local function value(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=v")
    if f then print(text, pcall(f)) else print(text, message) end
  end
end

value("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "2 ^ -1", "not nil == true", "not (nil == true)", "#'abc' + 1", "-#'abc'", "- -2", "not not nil")
value("1 .. 2 .. 3", "'a' .. 1 + 2", "1 + 2 .. ''", "2 * 3 % 4", "7 - 2 - 1", "2 / 4 / 2", "1 < 2 == true", "'a' < 'b'", "1 == 1.0", "'1' == 1", "1 ~= 2")
value("nil and 1", "false or nil", "1 and 2", "nil or false", "1 and nil or 3", "false and error() or 'ok'", "nil == false", "1 or error()", "not 1 or 2 and 3")
value("5 % 3", "-5 % 3", "5 % -3", "5.5 % 2", "-5.5 % 2", "1 / 0", "-1 / 0", "0 ^ 0", "2 ^ 0.5", "7 / 2", "8 / 2", "2 ^ 53")
value("1 +", "+ 1", "1 + + 1", "* 2", "1 ** 2", "not", "#", "1 = 2", "1 != 2", "1 <> 2", "a ? b", "1 && 2", "!1", "(1", "1)", "()", "1 <", "a..", "..a")
value("7 // 2", "-7 // 2", "7 // 2.0", "1 // 0.0", "5 & 3", "5 | 3", "5 ~ 3", "~5", "1 << 4", "256 >> 4", "1 << 63", "1 << 64", "-1 >> 1", "1 << -1")
value("2 + 3 & 1", "1 | 2 ~ 3 & 1", "1 << 2 + 1", "~0 >> 60", "3 & 1 == 1", "'3' + 4", "'0x10' * 2", "10 .. ''", "1.5 & 1", "{} .. 'x'", "nil + 1")
local t = setmetatable({}, {__eq = function() return true end, __lt = function() return true end, __concat = function(a, b) return "cat" end})
print(t == t, t ~= t, t < t, t > t, t .. 1, 1 .. t, "a" .. "b" .. t)
