-- An incremental solver of one-way constraints with strengths: chains and a network of scalings are
-- built, stays and edits come and go, and values flow along the plan that results.
-- suite: objects
-- quick: 100
local n = tonumber(arg and arg[1]) or 1300

local REQUIRED, STRONG, MEDIUM, WEAK, NONE = 1, 2, 3, 4, 5

local Variable = {}
Variable.__index = Variable
function Variable.new(value)
  return setmetatable({ value = value, source = nil, strength = NONE, uses = {}, mark = 0 }, Variable)
end

local Constraint = {}
Constraint.__index = Constraint
local function kind(parent)
  local class = setmetatable({}, parent)
  class.__index = class
  return class
end
function Constraint:is_stay() return false end

-- A constraint over one variable: it holds it (Stay), or takes new values from outside (Edit).
local Unary = kind(Constraint)
function Unary.new(class, variable, strength)
  return setmetatable({ output = variable, strength = strength, chosen = false }, class)
end
function Unary:variables(visit) visit(self.output) end
function Unary:choose(mark)
  local variable = self.output
  if variable.mark == mark or variable.strength <= self.strength then return nil end
  return variable
end
function Unary:inputs_ready() return true end
function Unary:strength_of_output() return self.strength end
function Unary:execute() end
local Stay, Edit = kind(Unary), kind(Unary)
function Stay:is_stay() return true end

-- A constraint between two variables that can be solved in both directions.
local Binary = kind(Constraint)
function Binary.new(class, left, right, strength, factor)
  local fields = { left = left, right = right, strength = strength, factor = factor, chosen = false }
  return setmetatable(fields, class)
end
function Binary:variables(visit)
  visit(self.left)
  visit(self.right)
end
function Binary:choose(mark)
  local left, right = self.left, self.right
  local weaker = left.strength > right.strength and left or right
  if weaker.mark == mark then weaker = weaker == left and right or left end
  if weaker.mark == mark or weaker.strength <= self.strength then return nil end
  self.output, self.input = weaker, weaker == left and right or left
  return weaker
end
function Binary:inputs_ready(mark) return self.input.mark == mark or self.input.source == nil end
function Binary:strength_of_output() return math.max(self.strength, self.input.strength) end
local Equal, Scale = kind(Binary), kind(Binary)
function Equal:execute() self.output.value = self.input.value end
function Scale:execute()
  if self.output == self.right then
    self.right.value = self.left.value * self.factor
  else
    self.left.value = self.right.value / self.factor
  end
end

local Solver = {}
Solver.__index = Solver
function Solver.new() return setmetatable({ mark = 0 }, Solver) end
function Solver:satisfy(constraint)
  self.mark = self.mark + 1
  while constraint do
    local variable = constraint:choose(self.mark)
    if not variable then return end
    local loser = variable.source
    if loser then loser.chosen = false end
    constraint.chosen, variable.source, variable.mark = true, constraint, self.mark
    self:propagate(variable)
    constraint = loser
  end
end
function Solver:propagate(variable)
  local work, top = { variable }, 1
  while top > 0 do
    local current = work[top]
    work[top], top = nil, top - 1
    local source = current.source
    current.strength = source:strength_of_output()
    source:execute()
    for _, use in ipairs(current.uses) do
      if use.chosen and use.output ~= current then
        top = top + 1
        work[top] = use.output
      end
    end
  end
end
function Solver:add(constraint)
  constraint:variables(function(variable) table.insert(variable.uses, constraint) end)
  self:satisfy(constraint)
  return constraint
end
function Solver:remove(constraint)
  constraint:variables(function(variable)
    for i, use in ipairs(variable.uses) do
      if use == constraint then return table.remove(variable.uses, i) end
    end
  end)
  if not constraint.chosen then return end
  local variable = constraint.output
  constraint.chosen, variable.source, variable.strength = false, nil, NONE
  local best
  for _, use in ipairs(variable.uses) do
    if not use.chosen and (not best or use.strength < best.strength) then best = use end
  end
  if best then self:satisfy(best) end
end

local function chain(length)
  local solver, variables = Solver.new(), {}
  for i = 1, length do
    variables[i] = Variable.new(i)
    if i > 1 then solver:add(Binary.new(Equal, variables[i - 1], variables[i], REQUIRED)) end
  end
  solver:add(Unary.new(Stay, variables[length], WEAK))
  local edit, sum = solver:add(Unary.new(Edit, variables[1], STRONG)), 0
  for value = 1, 20 do
    variables[1].value = value
    solver:propagate(variables[1])
    sum = sum + variables[length].value
  end
  solver:remove(edit)
  return sum
end

local function projection(count)
  local solver, sources, targets = Solver.new(), {}, {}
  for i = 1, count do
    sources[i], targets[i] = Variable.new(i), Variable.new(0)
    solver:add(Unary.new(Stay, sources[i], MEDIUM))
    solver:add(Binary.new(Scale, sources[i], targets[i], REQUIRED, 4))
  end
  local sum = 0
  for i = 1, count do
    local target = targets[i]
    local edit = solver:add(Unary.new(Edit, target, STRONG))
    target.value = i * 8
    solver:propagate(target)
    sum = sum + sources[i].value
    solver:remove(edit)
  end
  return sum
end

local total = 0
for round = 1, n do
  total = total + chain(40 + round % 10) + projection(60)
end
print(string.format("%.1f", total))
