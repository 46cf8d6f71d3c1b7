-- A tokenizer for a small language: it looks at the text byte by byte and cuts out the tokens.
-- suite: strings
-- quick: 50
local n = tonumber(arg and arg[1]) or 700

local keywords = {}
for word in ("let if then else while do return function end and or not"):gmatch("%a+") do
  keywords[word] = true
end

local function is_letter(c) return c >= 97 and c <= 122 or c >= 65 and c <= 90 or c == 95 end
local function is_digit(c) return c >= 48 and c <= 57 end

local function tokenize(text)
  local tokens, count, position, line, length = {}, 0, 1, 1, #text
  while position <= length do
    local c, start = text:byte(position), position
    if c == 32 or c == 10 then
      if c == 10 then line = line + 1 end
      position = position + 1
    elseif c == 35 then
      repeat position = position + 1 until position > length or text:byte(position) == 10
    else
      local kind
      if is_letter(c) then
        repeat
          position = position + 1
          c = text:byte(position)
        until not c or not (is_letter(c) or is_digit(c))
        kind = "name"
      elseif is_digit(c) then
        repeat
          position = position + 1
          c = text:byte(position)
        until not c or not (is_digit(c) or c == 46)
        kind = "number"
      elseif c == 34 then
        repeat position = position + 1 until text:byte(position) == 34
        position = position + 1
        kind = "string"
      else
        local two = text:sub(position, position + 1)
        local long = two == "==" or two == "<=" or two == ">=" or two == "!="
        position = position + (long and 2 or 1)
        kind = "operator"
      end
      local word = text:sub(start, position - 1)
      if kind == "name" and keywords[word] then kind = "keyword" end
      count = count + 1
      tokens[count] = { kind = kind, text = word, line = line }
    end
  end
  return tokens
end

local lines = {}
for i = 1, 60 do
  lines[#lines + 1] = string.format("let value_%d = (other%d + %d.5) * scale # a remark", i, i % 7, i)
  lines[#lines + 1] = 'if value <= 10 and not done then print("small", value) else return total end'
  lines[#lines + 1] = "while x" .. i .. " >= y do y = y + step[" .. i .. "] end"
end
local source = table.concat(lines, "\n")

local counts, total, last = {}, 0, nil
for _ = 1, n do
  for _, token in ipairs(tokenize(source)) do
    counts[token.kind] = (counts[token.kind] or 0) + 1
    total = total + #token.text
    last = token
  end
end
print(string.format("%d %d %d %d %d %d %s %d", counts.name, counts.keyword, counts.number,
  counts.string, counts.operator, total, last.text, last.line))
