-- A JSON codec at work: builds a document of some megabytes from a seeded generator, encodes it,
-- decodes that, encodes again, and compares.
-- Usage: json.lua [RECORDS]                                             10000 by default

local records = tonumber(arg and arg[1]) or 10000

-- Encoding -------------------------------------------------------------------------------------

local null = setmetatable({}, { __tostring = function() return "null" end })

local short_escapes = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function escape(character)
  return short_escapes[character] or string.format("\\u%04x", string.byte(character))
end

local function encode_string(text)
  return '"' .. string.gsub(text, '[%c"\\]', escape) .. '"'
end

local function encode_number(number)
  if math.type(number) == "integer" then return string.format("%d", number) end
  assert(number == number and number - number == 0, "JSON has no infinities and no NaN")
  local text = string.format("%.17g", number)
  -- A float stays one when it is read back.
  if not string.find(text, "[.eE]") then text = text .. ".0" end
  return text
end

local append -- forward: appends the pieces of a value's text to `out`

local function append_array(out, array)
  out[#out + 1] = "["
  for i = 1, #array do
    if i > 1 then out[#out + 1] = "," end
    append(out, array[i])
  end
  out[#out + 1] = "]"
end

-- Keys come in sorted order, so that equal documents have equal texts.
local function append_object(out, object)
  local keys = {}
  for key in pairs(object) do
    assert(type(key) == "string", "the keys of a JSON object are strings")
    keys[#keys + 1] = key
  end
  table.sort(keys)
  out[#out + 1] = "{"
  for i, key in ipairs(keys) do
    if i > 1 then out[#out + 1] = "," end
    out[#out + 1] = encode_string(key)
    out[#out + 1] = ":"
    append(out, object[key])
  end
  out[#out + 1] = "}"
end

function append(out, value)
  local kind = type(value)
  if value == null then
    out[#out + 1] = "null"
  elseif kind == "table" then
    if #value > 0 then append_array(out, value) else append_object(out, value) end
  elseif kind == "string" then
    out[#out + 1] = encode_string(value)
  elseif kind == "number" then
    out[#out + 1] = encode_number(value)
  elseif kind == "boolean" then
    out[#out + 1] = tostring(value)
  else
    error("JSON has no " .. kind)
  end
end

local function encode(value)
  local out = {}
  append(out, value)
  return table.concat(out)
end

-- Decoding -------------------------------------------------------------------------------------

local unescapes = {
  ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t",
}

-- The UTF-8 form of a code point of the basic plane.
local function to_utf8(point)
  if point < 0x80 then return string.char(point) end
  if point < 0x800 then return string.char(0xC0 | point >> 6, 0x80 | point & 0x3F) end
  return string.char(0xE0 | point >> 12, 0x80 | point >> 6 & 0x3F, 0x80 | point & 0x3F)
end

local function fail(at, what)
  error(string.format("JSON: %s at byte %d", what, at), 0)
end

-- Every decoder takes the text and where its value starts; it returns the value and where it ends.
local decode_value

local function skip_space(text, at)
  return string.find(text, "[^ \t\r\n]", at) or #text + 1
end

local function decode_string(text, at)
  local close = string.find(text, '["\\]', at + 1) or fail(at, "unfinished string")
  if string.sub(text, close, close) == '"' then
    return string.sub(text, at + 1, close - 1), close + 1
  end
  local pieces, start = {}, at + 1
  while true do
    local stop = string.find(text, '["\\]', start) or fail(at, "unfinished string")
    pieces[#pieces + 1] = string.sub(text, start, stop - 1)
    if string.sub(text, stop, stop) == '"' then return table.concat(pieces), stop + 1 end
    local letter = string.sub(text, stop + 1, stop + 1)
    if letter == "u" then
      local digits = string.match(text, "^%x%x%x%x", stop + 2) or fail(stop, "bad escape")
      pieces[#pieces + 1] = to_utf8(tonumber(digits, 16))
      start = stop + 6
    else
      pieces[#pieces + 1] = unescapes[letter] or fail(stop, "bad escape")
      start = stop + 2
    end
  end
end

local function decode_number(text, at)
  local digits, stop = string.match(text, "^(-?%d+%.?%d*[eE]?[+-]?%d*)()", at)
  return tonumber(digits) or fail(at, "bad number"), stop
end

local function decode_array(text, at)
  local array = {}
  at = skip_space(text, at + 1)
  if string.sub(text, at, at) == "]" then return array, at + 1 end
  while true do
    array[#array + 1], at = decode_value(text, at)
    at = skip_space(text, at)
    local separator = string.sub(text, at, at)
    if separator == "]" then return array, at + 1 end
    if separator ~= "," then fail(at, "',' or ']' expected") end
    at = at + 1
  end
end

local function decode_object(text, at)
  local object = {}
  at = skip_space(text, at + 1)
  if string.sub(text, at, at) == "}" then return object, at + 1 end
  while true do
    at = skip_space(text, at)
    if string.sub(text, at, at) ~= '"' then fail(at, "a key expected") end
    local key
    key, at = decode_string(text, at)
    at = skip_space(text, at)
    if string.sub(text, at, at) ~= ":" then fail(at, "':' expected") end
    object[key], at = decode_value(text, at + 1)
    at = skip_space(text, at)
    local separator = string.sub(text, at, at)
    if separator == "}" then return object, at + 1 end
    if separator ~= "," then fail(at, "',' or '}' expected") end
    at = at + 1
  end
end

local function decode_word(word, value)
  return function(text, at)
    if string.sub(text, at, at + #word - 1) ~= word then fail(at, "unknown word") end
    return value, at + #word
  end
end

local decoders = {
  ["{"] = decode_object, ["["] = decode_array, ['"'] = decode_string, ["-"] = decode_number,
  t = decode_word("true", true), f = decode_word("false", false), n = decode_word("null", null),
}
for digit = 0, 9 do decoders[tostring(digit)] = decode_number end

function decode_value(text, at)
  at = skip_space(text, at)
  local decoder = decoders[string.sub(text, at, at)] or fail(at, "a value expected")
  return decoder(text, at)
end

local function decode(text)
  local value, at = decode_value(text, 1)
  at = skip_space(text, at)
  if at <= #text then fail(at, "end expected") end
  return value
end

-- The document ---------------------------------------------------------------------------------

-- A linear congruential generator; returns an integer from 0 to n - 1.
local seed = 42
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
  return (seed >> 8) % n
end

local syllables = {
  "lu", "na", "pe", "ri", "or", "bit", "sel", "ene", "tra", "ce", "mar", "e", "cra", "ter",
}

local function name()
  local pieces = {}
  for i = 1, 2 + random(3) do pieces[i] = syllables[1 + random(#syllables)] end
  return table.concat(pieces)
end

local function record(index)
  local samples, tags = {}, {}
  for i = 1, 4 + random(8) do samples[i] = random(1000000) / 1024 end
  for i = 1, 1 + random(4) do tags[i] = name() end
  return {
    id = index,
    name = name(),
    note = name() .. ' "' .. name() .. '"\n\t\\' .. string.char(1 + random(31)) .. "\xC3\xA9",
    active = random(2) == 1,
    parent = random(3) == 0 and null or random(index),
    weight = (random(2000001) - 1000000) * 10.0 ^ (random(20) - 10),
    position = { x = random(1000), y = -random(1000), inner = { depth = random(9), tags = tags } },
    samples = samples,
  }
end

-- Adler-32 without its prime, which is enough to tell two texts apart.
local function checksum(text)
  local low, high = 1, 0
  for i = 1, #text do
    low = low + string.byte(text, i) & 0xFFFF
    high = high + low & 0xFFFF
  end
  return high << 16 | low
end

local document = { version = 1, title = "records", items = {} }
for i = 1, records do document.items[i] = record(i) end

local first = encode(document)
local second = encode(decode(first))
assert(first == second, "the second encoding differs from the first")
assert(not pcall(decode, first .. "x"), "trailing text was accepted")
print(string.format("%d records, %d bytes, checksum %08x", records, #first, checksum(first)))
