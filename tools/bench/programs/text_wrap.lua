-- Laying out text: words are filled into lines, lines justified, paragraphs indented and numbered.
-- suite: strings
-- quick: 1000
local n = tonumber(arg and arg[1]) or 13000

local function split(text)
  local words = {}
  for word in text:gmatch("%S+") do words[#words + 1] = word end
  return words
end

local function wrap(text, width)
  local lines, line = {}, ""
  for _, word in ipairs(split(text)) do
    if line == "" then
      line = word
    elseif #line + 1 + #word <= width then
      line = line .. " " .. word
    else
      lines[#lines + 1] = line
      line = word
    end
  end
  if line ~= "" then lines[#lines + 1] = line end
  return lines
end

local function justify(line, width)
  local words = split(line)
  local gaps = #words - 1
  if gaps == 0 then return line end
  local letters = 0
  for _, word in ipairs(words) do letters = letters + #word end
  local spaces = width - letters
  local result = words[1]
  for i = 2, #words do
    local share = math.floor(spaces / gaps)
    spaces, gaps = spaces - share, gaps - 1
    result = result .. string.rep(" ", share) .. words[i]
  end
  return result
end

local function trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end
local function capitalize(text) return text:sub(1, 1):upper() .. text:sub(2) end

local vocabulary = split("a word is worth nothing when its sentence wanders through thirteen "
  .. "commas and never arrives; brevity however pleases readers everywhere")
local seed = 5
local function paragraph(length)
  local words = {}
  for i = 1, length do
    seed = (seed * 16807) % 2147483647
    words[i] = vocabulary[seed % #vocabulary + 1]
  end
  return "  " .. capitalize(table.concat(words, " ")) .. ".  \n"
end

local width, lines, letters, widest = 60, 0, 0, ""
for round = 1, n do
  local wrapped = wrap(trim(paragraph(60 + round % 40)), width)
  for i, line in ipairs(wrapped) do
    if i < #wrapped then line = justify(line, width) end
    line = (i == 1 and string.format("%6d. ", round) or string.rep(" ", 8)) .. line
    assert(i == #wrapped or #line == width + 8)
    lines, letters = lines + 1, letters + #line
    if line > widest then widest = line end
  end
end
print(string.format("%d %d [%s]", lines, letters, widest))
