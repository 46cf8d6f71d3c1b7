-- Visitors of a syntax tree: functions and methods found by the type of a node, nodes of many shapes.
-- suite: objects
-- quick: 150
local n = tonumber(arg and arg[1]) or 2200

local function build(depth, seed)
  local line = seed % 100
  if depth == 0 then
    if seed % 3 == 0 then return { type = "Number", line = line, value = seed % 50 } end
    if seed % 3 == 1 then return { type = "Name", line = line, id = "v" .. seed % 8 } end
    return { type = "String", text = "text" .. seed % 20, line = line }
  end
  local function child(k) return build(depth - 1, (seed * 31 + k * 17) % 9973) end
  local kind = seed % 5
  if kind == 0 then return { type = "Binary", line = line, op = seed % 2 == 0 and "+" or "*", left = child(1), right = child(2) } end
  if kind == 1 then return { type = "Unary", op = "-", line = line, operand = child(1) } end
  if kind == 2 then return { type = "Call", line = line, callee = child(1), arguments = { child(2), child(3) } } end
  if kind == 3 then return { type = "Index", object = child(1), key = child(2), line = line } end
  return { type = "Conditional", line = line, test = child(1), yes = child(2), no = child(3) }
end

local collect
local collectors = {}
function collectors.Number(node, names) names.count = names.count + node.value end
function collectors.Name(node, names) names[node.id] = (names[node.id] or 0) + 1 end
function collectors.String(node, names) names.text = names.text + #node.text end
function collectors.Binary(node, names) collect(node.left, names) collect(node.right, names) end
function collectors.Unary(node, names) collect(node.operand, names) end
function collectors.Call(node, names)
  collect(node.callee, names)
  for _, argument in ipairs(node.arguments) do collect(argument, names) end
end
function collectors.Index(node, names) collect(node.object, names) collect(node.key, names) end
function collectors.Conditional(node, names)
  collect(node.test, names)
  collect(node.yes, names)
  collect(node.no, names)
end
function collect(node, names) return collectors[node.type](node, names) end

local Evaluator = {}
Evaluator.__index = Evaluator
function Evaluator:visit(node)
  if node.line > self.last then self.last = node.line end
  return self["visit_" .. node.type](self, node)
end
function Evaluator:visit_Number(node) return node.value end
function Evaluator:visit_Name(node) return self.names[node.id] or 1 end
function Evaluator:visit_String(node) return #node.text end
function Evaluator:visit_Binary(node)
  local left, right = self:visit(node.left), self:visit(node.right)
  if node.op == "+" then return (left + right) % 1009 end
  return left * right % 1009
end
function Evaluator:visit_Unary(node) return -self:visit(node.operand) % 1009 end
function Evaluator:visit_Call(node)
  local sum = self:visit(node.callee)
  for i = 1, #node.arguments do sum = sum + self:visit(node.arguments[i]) end
  return sum % 1009
end
function Evaluator:visit_Index(node) return (self:visit(node.object) + self:visit(node.key)) % 1009 end
function Evaluator:visit_Conditional(node)
  if self:visit(node.test) % 2 == 0 then return self:visit(node.yes) end
  return self:visit(node.no)
end

local tree = build(9, 7)
local names = { count = 0, text = 0 }
local result, last = 0, 0
for round = 1, n do
  collect(tree, names)
  local evaluator = setmetatable({ last = 0, names = { v1 = round, v2 = 3, v5 = round % 7 } }, Evaluator)
  result = (result + evaluator:visit(tree)) % 1000003
  last = last + evaluator.last
end
print(string.format("%d %d %d %d %d", result, last, names.count, names.text, names.v3))
