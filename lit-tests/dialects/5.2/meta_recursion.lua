-- Metamethods that call themselves without end are errors that can be caught, and the program goes on.
local function attempt(label, f)
  local ok, message = pcall(f)
  print(label, ok, type(message) == "string" and (message:find("overflow", 1, true) and "overflow" or message) or message)
end
local index = setmetatable({}, { __index = function(t, k) return t[k] end })
attempt("index", function() return index.x end)
local newindex = setmetatable({}, { __newindex = function(t, k, v) t[k] = v end })
attempt("newindex", function() newindex.x = 1 end)
local add = setmetatable({}, { __add = function(a, b) return a + b end })
attempt("add", function() return add + 1 end)
local concat = setmetatable({}, { __concat = function(a, b) return a .. b end })
attempt("concat", function() return concat .. "x" end)
local eq = { __eq = function(a, b) return a == b end }
attempt("eq", function() return setmetatable({}, eq) == setmetatable({}, eq) end)
local lt = { __lt = function(a, b) return a < b end }
attempt("lt", function() return setmetatable({}, lt) < setmetatable({}, lt) end)
local unm = setmetatable({}, { __unm = function(a) return -a end })
attempt("unm", function() return -unm end)
local text = setmetatable({}, { __tostring = function(t) return tostring(t) end })
attempt("tostring", function() return tostring(text) end)
local call = setmetatable({}, { __call = function(self) return (self()) end })
attempt("call", function() return call() end)
local function depth(t) local n = 0 setmetatable(t, { __index = function(s, k) n = n + 1 return s[k] end }) pcall(function() return t.x end) return n end
print(depth({}) > 100, depth({}) == depth({}))
-- recursion that ends
local fact = setmetatable({}, { __index = function(t, n) local v = n <= 1 and 1 or n * t[n - 1] rawset(t, n, v) return v end })
print(fact[20] == 2432902008176640000, fact[20] / fact[19])
local countdown = setmetatable({}, { __index = function(t, n) if n == 0 then return "bottom" end return t[n - 1] end })
print(countdown[50], countdown[100])
