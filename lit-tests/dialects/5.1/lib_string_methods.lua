-- The metatable of strings: indexing, methods on literals and results, what is not there.
local s = "text"
print(s.len == string.len, s:len(), ("x").rep("y", 2), ("%d"):format(7))
print(#s, s.upper(s), s["upper"](s))
print(s.nothing, s[1], s[""])
local mt = getmetatable("")
print(type(mt), mt.__index == string, mt.__name)
print(getmetatable("a") == getmetatable("b"))
string.twice = function(x) return x .. x end
print(("ab"):twice(), s:twice())
string.twice = nil
print(pcall(function() return s:twice() end))
print(pcall(function() s.x = 1 end))
local count = 0
for k, v in pairs(mt) do if type(k) == "string" then count = count + 1 end end
print(count)
mt.__index = function(str, key)
  if type(key) == "number" then return string.sub(str, key, key) end
  return string[key]
end
print(s[1], s[4], s[5], s[-1], s:upper())
mt.__index = string
print(s[1])
local names = {}
for name, f in pairs(string) do if type(f) == "function" then names[#names + 1] = name end end
table.sort(names)
print(table.concat(names, " "))
print(pcall(function() return ("x"):bad() end))
print(pcall(function() return (5):len() end))
