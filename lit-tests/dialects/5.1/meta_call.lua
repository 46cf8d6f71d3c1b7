-- __call: arguments, results, handlers that are not functions, tail calls, protected calls.
local function count(...) return select("#", ...) end
local callable = setmetatable({ name = "callable" }, {
  __call = function(self, ...)
    local first = ...
    return self.name, select("#", ...), type(first) == "table" and "table" or first, select("#", ...) > 1 and type((select(2, ...)))
  end,
})
print(callable())
print(callable(1, nil, 3))
print(callable(nil), (callable(1, 2)), count(callable(nil, nil)))
print(pcall(callable, "a"))
print(select(2, pcall(callable)))
local function tail(...) return callable(...) end
print(tail(1, 2))
local object = { method = callable }
print(object.method(1))
print(count(object:method(1)))
for k, v in setmetatable({}, { __call = function(_, s, i) i = i + 1 if i <= 3 then return i, s .. i end end }), "v", 0 do
  io.write(tostring(k), v, " ")
end
print()
local once = setmetatable({}, { __call = callable })
local nested = setmetatable({}, { __call = once })
print(pcall(once, 1))
print(pcall(nested, 1))
print(pcall(function() return once(1) end))
print(pcall(function() local r = once(1) return r end))
for _, v in ipairs { 5, "text", true, {}, setmetatable({}, {}), setmetatable({}, { __call = 5 }) } do
  print(pcall(v), (pcall(function() v() end)))
end
print(pcall(nil))
print(pcall(function() local t = setmetatable({}, { __call = 5 }) t() end))
print(pcall(function() local t = {} t.x.y() end))
-- coroutines and sorting
local co = coroutine.wrap(function(...) print(coroutine.yield(...)) return "end" end)
print(co(1, 2), co("again"))
local t = { 3, 1, 2 }
print(pcall(table.sort, t, setmetatable({}, { __call = function(_, a, b) return a > b end })))
print(t[1], t[2], t[3])
print((("x"):gsub("x", "%0%0")), pcall(string.gsub, "x", "x", callable))
-- metamethods that are callable tables
local adder = setmetatable({}, { __add = callable, __index = callable, __unm = callable })
print(pcall(function() return adder + 1 end))
print(pcall(function() return -adder end))
print(pcall(function() return adder.field end))
local recursive = setmetatable({}, {})
getmetatable(recursive).__call = function(self, n) if n == 0 then return "bottom" end return self(n - 1) end
print(recursive(100), recursive(1000))
