local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("x = ", "x = )", "x = 'str' 'str2' y", "x = 5 6", "x = 0x1F y", "x y", "x = name name2", "x = 'a\\65b' 'c\\nd'", "x = [[long]] [[er]]", "x = [==[l]==] y")
try("x = and", "x = ~= y", "x = ... ...", "x = .. y", "x = :: y", "x = <= y", "x = >= y", "x = == y", "x = // y", "x = << y", "x = >> y", "x = => y")
for _, byte in ipairs({1, 7, 9, 10, 13, 27, 31, 33, 36, 63, 64, 92, 96, 127}) do
  print(byte, (select(2, load("x = 1 " .. string.char(byte) .. " y", "=b")):gsub("[%c\127-\255]", function(c) return "<" .. c:byte() .. ">" end)))
end
for _, byte in ipairs({128, 163, 200, 255}) do
  print(byte, (select(2, load("x = " .. string.char(byte), "=b")):gsub("[%c\127-\255]", function(c) return "<" .. c:byte() .. ">" end)))
end
print(select(2, load("x = 'a\0b' y", "=z")))
print(select(2, load("x = \0", "=z")))
print(select(2, load("x\0 = 1", "=z")))
print(select(2, load("x = 1 'a\\0b'", "=z")))
print(select(2, load("x = 'a\\0b\nc'", "=z")))
print(#select(2, load("x = y " .. ("z"):rep(500), "=long")))
print(#select(2, load("x = '" .. ("z"):rep(500), "=long")))
print(#select(2, load("x = '" .. ("z"):rep(500) .. "\n", "=long")))
