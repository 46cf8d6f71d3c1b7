-- A JSON codec: a document of nested objects and arrays is encoded, decoded and compared.
-- suite: strings
-- quick: 20
local n = tonumber(arg and arg[1]) or 260

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }
local unescapes = { n = "\n", t = "\t", r = "\r", b = "\b", f = "\f" }

local encode
local function encode_table(value, out)
  if value[1] ~= nil then
    out[#out + 1] = "["
    for i, item in ipairs(value) do
      if i > 1 then out[#out + 1] = "," end
      encode(item, out)
    end
    out[#out + 1] = "]"
    return
  end
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys)
  out[#out + 1] = "{"
  for i, key in ipairs(keys) do
    if i > 1 then out[#out + 1] = "," end
    encode(key, out)
    out[#out + 1] = ":"
    encode(value[key], out)
  end
  out[#out + 1] = "}"
end

function encode(value, out)
  local kind = type(value)
  if kind == "table" then
    encode_table(value, out)
  elseif kind == "string" then
    out[#out + 1] = '"' .. value:gsub('["\\\n\t]', escapes) .. '"'
  elseif kind == "number" then
    out[#out + 1] = string.format("%.14g", value)
  else
    out[#out + 1] = tostring(value)
  end
end

local decode
local function skip(text, at) return text:find("[^ \n\t]", at) end

local function decode_string(text, at)
  local stop = text:find('["\\]', at)
  while text:byte(stop) == 92 do stop = text:find('["\\]', stop + 2) end
  local raw = text:sub(at, stop - 1)
  if raw:find("\\", 1, true) then
    raw = raw:gsub("\\(.)", function(letter) return unescapes[letter] or letter end)
  end
  return raw, stop + 1
end

local function decode_array(text, at)
  local array, count = {}, 0
  at = skip(text, at)
  if text:byte(at) == 93 then return array, at + 1 end
  while true do
    count = count + 1
    array[count], at = decode(text, at)
    at = skip(text, at)
    if text:byte(at) == 93 then return array, at + 1 end
    at = at + 1
  end
end

local function decode_object(text, at)
  local object = {}
  at = skip(text, at)
  if text:byte(at) == 125 then return object, at + 1 end
  while true do
    local key
    key, at = decode_string(text, skip(text, at) + 1)
    at = skip(text, at) + 1
    object[key], at = decode(text, at)
    at = skip(text, at)
    if text:byte(at) == 125 then return object, at + 1 end
    at = at + 1
  end
end

function decode(text, at)
  at = skip(text, at)
  local first = text:sub(at, at)
  if first == "{" then return decode_object(text, at + 1) end
  if first == "[" then return decode_array(text, at + 1) end
  if first == '"' then return decode_string(text, at + 1) end
  if first == "t" then return true, at + 4 end
  if first == "f" then return false, at + 5 end
  local _, stop, digits = text:find("^(-?[%d.]+[eE]?[+-]?%d*)", at)
  return assert(tonumber(digits), "malformed number"), stop + 1
end

local document = { title = 'A "quoted" title\nof two lines', version = 3, items = {} }
for i = 1, 200 do
  document.items[i] = {
    id = i, name = "item " .. i, price = i * 1.25, active = i % 3 == 0,
    tags = { "a" .. i % 5, "b\\" .. i % 7, "plain" }, size = { width = i % 11, height = -i },
  }
end

local length, text = 0, nil
for _ = 1, n do
  local out = {}
  encode(document, out)
  local again = table.concat(out)
  assert(text == nil or again == text)
  text, length = again, length + #again
  document = decode(text, 1)
end
print(string.format("%d %d %s %s", length, #document.items, document.items[7].tags[2], document.title))
