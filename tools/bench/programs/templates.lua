-- A template engine: templates are compiled to closures that write into a buffer.
-- suite: strings
-- quick: 1500
local n = tonumber(arg and arg[1]) or 20000

local Buffer = {}
Buffer.__index = Buffer
function Buffer.new() return setmetatable({ size = 0 }, Buffer) end
function Buffer:write(text)
  self.size = self.size + 1
  self[self.size] = text
  return self
end
function Buffer:text() return table.concat(self, "", 1, self.size) end

local entities = { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;" }
local filters = {
  upper = string.upper,
  escape = function(text) return (text:gsub("[<>&]", entities)) end,
  short = function(text) return #text > 8 and text:sub(1, 7) .. "~" or text end,
}

local function lookup(scope, path)
  local value = scope
  for part in path:gmatch("[^.]+") do
    if type(value) ~= "table" then return nil end
    value = value[part]
  end
  return value
end

local function variable(expression)
  local path, names = expression:match("^([%w.]+)(.*)$")
  local chain = {}
  for name in names:gmatch("|(%w+)") do chain[#chain + 1] = filters[name] end
  return function(scope, out)
    local text = tostring(lookup(scope, path) or "")
    for _, filter in ipairs(chain) do text = filter(text) end
    out:write(text)
  end
end

local function sequence(parts)
  return function(scope, out)
    for _, part in ipairs(parts) do part(scope, out) end
  end
end

local function compile(template, at)
  local parts = {}
  while true do
    local open, close, inside = template:find("{%s*([^{}]-)%s*}", at)
    local literal = template:sub(at, (open or 0) - 1)
    if literal ~= "" then parts[#parts + 1] = function(_, out) out:write(literal) end end
    if not open then return sequence(parts), nil end
    at = close + 1
    local word, rest = inside:match("^#(%w+)%s+(.+)$")
    if inside == "/" then
      return sequence(parts), at
    elseif word == "each" then
      local body, name, path
      name, path = rest:match("^(%w+) in ([%w.]+)$")
      body, at = compile(template, at)
      parts[#parts + 1] = function(scope, out)
        for i, item in ipairs(lookup(scope, path)) do
          body(setmetatable({ [name] = item, index = i }, { __index = scope }), out)
        end
      end
    elseif word == "if" then
      local body
      body, at = compile(template, at)
      parts[#parts + 1] = function(scope, out)
        if lookup(scope, rest) then body(scope, out) end
      end
    else
      parts[#parts + 1] = variable(inside)
    end
  end
end

local page = compile([[<h1>{ title|escape }</h1>
{#if user.name}<p>Hello { user.name|upper|short }, you have { user.points } points.</p>{/}
<ul>{#each item in items}
  <li class="{item.kind}">{index}: {item.label|escape|short}{#if item.new} (new){/}</li>{/}
</ul>]], 1)

local items = {}
for i = 1, 12 do
  items[i] = { label = "a<" .. i .. "> & more", kind = i % 2 == 0 and "even" or "odd", new = i % 3 == 0 }
end
local length, sample = 0, nil
for i = 1, n do
  local out = Buffer.new()
  page({ title = "Page <" .. i .. ">", user = { name = i % 2 == 0 and "somebody else", points = i }, items = items }, out)
  sample = out:text()
  length = length + #sample
end
print(length, #sample, (sample:gsub("\n.*", "")))
