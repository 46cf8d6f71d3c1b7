-- Arithmetic metamethods: whose is called, with what, and what becomes of the result.
local function show(v) return type(v) == "table" and rawget(v, "name") or tostring(v) end
local events = { "add", "sub", "mul", "div", "mod", "pow", "unm"
}
local function metatable(tag)
  local mt = {}
  for _, e in ipairs(events) do
    mt["__" .. e] = function(...)
      local a, b = ...
      return tag .. "." .. e .. "(" .. show(a) .. "," .. show(b) .. "," .. select("#", ...) .. ")"
    end
  end
  return mt
end
local a = setmetatable({ name = "a" }, metatable("A"))
local b = setmetatable({ name = "b" }, metatable("B"))
local plain = { name = "plain" }
print(a + b, b - a, a * 1, 1 / a, "x" % a, a ^ nil, -a)
print(plain + a, a + plain, nil * a, true / b, print == nil or b % plain)
print(2 + a, a + 2, 2.5 - a, a - "2", "10" + a, a * "abc", "abc" * b)
local k = 10
print(a + k, k + a, a - 0, 0 - a, a * 1.5, 1 - (-a == nil and 1 or a))
for _, f in ipairs {
  function() return plain + 1 end, function() return 1 + plain end, function() return plain * "1" end, function() return -plain end,
  function() return "abc" + 1 end, function() return 1 - nil end, function() return {} % {} end, function() return true ^ 2 end,
} do print(pcall(f)) end
-- results: one value, of any type
local multi = setmetatable({}, { __add = function() return 1, 2, 3 end, __sub = function() end, __mul = function() return nil end, __div = function() return false end })
print(multi + 1, (multi + 1), multi - 1, multi * 1, multi / 1, select("#", multi - 1))
-- no function
local odd = setmetatable({}, { __add = 5, __sub = "s", __mul = {} })
print((pcall(function() return odd + 1 end)), (pcall(function() return odd - 1 end)), (pcall(function() return odd * 1 end)))
local half = setmetatable({}, { __add = false })
print((pcall(function() return half + 1 end)))
-- order of evaluation, and compound expressions
local trace = {}
local function value(n) trace[#trace + 1] = n return setmetatable({ n = n }, { __add = function(x, y)
  local s = (type(x) == "table" and x.n or x) + (type(y) == "table" and y.n or y)
  trace[#trace + 1] = "+" .. s
  return s
end }) end
print(value(1) + value(2) + value(3), table.concat(trace, " "))
trace = {}
print(value(1) + (value(2) + value(3)), table.concat(trace, " "))
-- values with metatables that are shared with numbers in loops
local acc = setmetatable({ n = 0 }, { __add = function(x, y) x.n = x.n + y return x end })
for i = 1, 100 do acc = acc + i end
print(acc.n)
