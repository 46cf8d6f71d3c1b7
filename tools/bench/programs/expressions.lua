-- Symbolic algebra: a parser by precedence, nodes of several classes, derivatives, simplification.
-- suite: objects
-- quick: 2000
local n = tonumber(arg and arg[1]) or 28000

local Number, Name, Sum, Product, Power = {}, {}, {}, {}, {}
for _, class in ipairs({ Number, Name, Sum, Product, Power }) do class.__index = class end
local function number(value) return setmetatable({ value = value }, Number) end
local function name(text) return setmetatable({ text = text }, Name) end
local function node(class, left, right) return setmetatable({ left = left, right = right }, class) end

function Number:is(value) return self.value == value end
function Number:derive() return number(0) end
function Number:simplify() return self end
function Number:evaluate() return self.value end
function Number:show() return string.format("%d", self.value) end

local function never() return false end
Name.is, Sum.is, Product.is, Power.is = never, never, never, never
function Name:derive(variable) return number(self.text == variable and 1 or 0) end
function Name:simplify() return self end
function Name:evaluate(values) return values[self.text] end
function Name:show() return self.text end

function Sum:derive(v) return node(Sum, self.left:derive(v), self.right:derive(v)) end
function Sum:simplify()
  local left, right = self.left:simplify(), self.right:simplify()
  if left:is(0) then return right end
  if right:is(0) then return left end
  if left.value and right.value then return number(left.value + right.value) end
  return node(Sum, left, right)
end
function Sum:evaluate(values) return self.left:evaluate(values) + self.right:evaluate(values) end
function Sum:show() return "(" .. self.left:show() .. " + " .. self.right:show() .. ")" end

function Product:derive(v)
  local left = node(Product, self.left:derive(v), self.right)
  return node(Sum, left, node(Product, self.left, self.right:derive(v)))
end
function Product:simplify()
  local left, right = self.left:simplify(), self.right:simplify()
  if left:is(0) or right:is(0) then return number(0) end
  if left:is(1) then return right end
  if right:is(1) then return left end
  if left.value and right.value then return number(left.value * right.value) end
  return node(Product, left, right)
end
function Product:evaluate(values) return self.left:evaluate(values) * self.right:evaluate(values) end
function Product:show() return self.left:show() .. "*" .. self.right:show() end

function Power:derive(v)
  local lower = node(Power, self.left, number(self.right.value - 1))
  return node(Product, node(Product, self.right, lower), self.left:derive(v))
end
function Power:simplify()
  local base = self.left:simplify()
  if self.right:is(0) then return number(1) end
  if self.right:is(1) then return base end
  if base.value then return number(base.value ^ self.right.value) end
  return node(Power, base, self.right)
end
function Power:evaluate(values) return self.left:evaluate(values) ^ self.right.value end
function Power:show() return self.left:show() .. "^" .. self.right:show() end

local precedence = { ["+"] = 1, ["*"] = 2, ["^"] = 3 }
local classes = { ["+"] = Sum, ["*"] = Product, ["^"] = Power }
local function parse(text)
  local tokens, at = {}, 1
  for token in text:gmatch("%S") do tokens[#tokens + 1] = token end
  local expression
  local function primary()
    local token = tokens[at]
    at = at + 1
    if token == "(" then
      local inside = expression(1)
      at = at + 1
      return inside
    end
    return tonumber(token) and number(tonumber(token)) or name(token)
  end
  function expression(least)
    local left = primary()
    while precedence[tokens[at]] and precedence[tokens[at]] >= least do
      local operator = tokens[at]
      at = at + 1
      left = node(classes[operator], left, expression(precedence[operator] + 1))
    end
    return left
  end
  return expression(1)
end

local texts = { "3*x^3 + 2*x*y + 7", "(x + 1)^4 * (y + 2)", "x*x*x + 0*y + 1*x", "(2*x + 3*y)^3 * x^2" }
local length, total, shown = 0, 0, nil
for round = 1, n do
  local tree = parse(texts[round % #texts + 1])
  local values = { x = round % 5, y = round % 3 }
  for _, variable in ipairs({ "x", "y", "x" }) do
    tree = tree:derive(variable):simplify()
    total = (total + tree:evaluate(values)) % 1000003
  end
  shown = tree:show()
  length = length + #shown
end
print(string.format("%d %d", length, total), #shown > 60 and shown:sub(1, 60) or shown)
