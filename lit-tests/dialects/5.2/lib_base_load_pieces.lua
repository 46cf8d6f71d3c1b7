-- A reader is asked for a piece when the text before is used up, and not after an error.
local i = 0
local function pieces(...)
  local t = {...}
  i = 0
  return function() i = i + 1 return t[i] end
end
print(load(pieces("*", "a", "=", "1"))) print(i)
print(load(pieces("ret", "urn ", "12", "3 + 1", "", "x")()  and pieces("ret", "urn ", "12", "3 + 1", "", "x"))()) print(i)
print(load(pieces("a = = 1", "b", "c"))) print(i)

abc = nil
load(pieces("ab", "c = [", "[x]", "] .. ", "\"\\", "n\" -", "- rest"))() print(abc, i)
print(load(function() error("reader") end))
print(load(function() error({}) end) == nil)
print(load(pieces("x = ", {}, "y"))) print(i)
local n = 0
print(load(function() n = n + 1 if n == 3 then error("third", 0) end return "x = " end)) print(n)
print(load(pieces()) ~= nil, i)
print(load(pieces(nil, "x")) ~= nil, i)
print(load(pieces("return ", 1, 2, ".5"))()) print(i)
local deep = load(pieces("local r = ...", " return r and r * 2"))
print(deep(21), deep())
print(load(function() return load(pieces("return nil"))() end) ~= nil)
