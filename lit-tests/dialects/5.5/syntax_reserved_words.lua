local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

local words = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
  "not", "or", "repeat", "return", "then", "true", "until", "while", "global", "continue", "self", "arg", "_ENV", "const", "close"}
for _, word in ipairs(words) do
  print(word, load("local " .. word .. " = 1", "=w") and "a name" or select(2, load("local " .. word .. " = 1", "=w")))
end
for _, word in ipairs(words) do
  local f, message = load("return {" .. word .. " = 1}", "=w")
  print(word, f and "a key" or message)
end
for _, word in ipairs({"and", "goto", "end", "nil", "global"}) do
  try("x = t." .. word, "x = t:" .. word .. "()", word .. " = 1", "function " .. word .. "() end", "x = " .. word, "x = 1 " .. word)
end
