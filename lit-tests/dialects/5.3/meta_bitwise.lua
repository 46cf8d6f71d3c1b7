-- Metamethods of the bitwise operators and of floor division.
local function show(v) return type(v) == "table" and (rawget(v, "name") or "table") or tostring(v) end
local mt = {}
for _, e in ipairs { "band", "bor", "bxor", "shl", "shr", "bnot", "idiv" } do
  mt["__" .. e] = function(a, b, ...) return e .. "(" .. show(a) .. "," .. show(b) .. ")" .. select("#", ...) end
end
local x = setmetatable({ name = "x" }, mt)
local y = setmetatable({ name = "y" }, { __band = function() return "y's" end })
print(x & 1, 1 & x, x | 2.5, "s" ~ x, x << nil, true >> x, ~x, x // 0, 0 // x)
print(x & y, y & x, y & 1, 1.5 & y, "abc" & y, y & "abc", "3" & y)
local function attempt(f)
  print(pcall(f))
end
attempt(function() return y | 1 end)
attempt(function() return 1 | y end)
attempt(function() return ~y end)
attempt(function() return y // 1 end)
attempt(function() local a = {} return a & 1 end)
attempt(function() local a = {} return 1.5 & a end)
attempt(function() local a, b = 1.5, 2 return a & b end)
attempt(function() local a, b = 1, 2.5 return a & b end)
attempt(function() local a, b = "1.5", 2 return a & b end)
attempt(function() local a, b = "x", 2.5 return a & b end)
attempt(function() local a, b = 2.5, "x" return a & b end)
attempt(function() return nil << 1 end)
attempt(function() return 1 >> true end)
attempt(function() return 2^63 | 0 end)
attempt(function() return ~"x" end)
local many = setmetatable({}, { __bor = function() return 1, 2 end, __band = function() end })
print(many | 1, many & 1, select("#", many & 1))
local set = setmetatable({}, {
  __bor = function(a, b) return "union" end, __band = function(a, b) return "intersection" end,
  __bxor = function(a, b) return "difference" end, __shl = function(a, b) a[#a + 1] = b return a end,
})
print(set | set, set & 1, 1 ~ set, #(set << "a" << "b" << "c"))
local k = 7
print(k & x, x & k, k << x, x >> k, 255 & x, x | 0xff)
