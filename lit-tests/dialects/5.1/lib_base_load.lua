-- load: text, pieces, names, modes, environments.
print(loadstring("return 1 + 1")())
local function pieces(...)
  local list, i = {...}, 0
  return function() i = i + 1 return list[i] end
end
print(load(pieces("return ", "'", "a", "b'"))())
print(load(pieces("return 1", "", "2"))())
print(load(pieces("return 4", nil, "2"))())
print(type(load(pieces())))
print(pcall(load, "return 1"))
print(loadstring("x ="))
print(loadstring("x =", "=name"))
print(loadstring("x =", "@file.lua"))
print(loadstring("x =", "a text\nof two lines"))
print(load(pieces("x", " = ", "=")))
print(load(pieces("x = ="), "=pieces"))
print(pcall(load, function() return {} end))
print(pcall(load, function() error("in the reader", 0) end))
print(loadstring("return ...")(1, 2))
print(load(pieces("goto_ = 1 ", "return goto_"))())
