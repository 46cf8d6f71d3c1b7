-- An interpreter for a small stack machine: programs as lists of instructions, a table of handlers
-- for the rare ones, and comparisons of strings for the common ones.
-- suite: tables
-- quick: 100
local n = tonumber(arg and arg[1]) or 1400

local function assemble(text)
  local code, labels, fixups = {}, {}, {}
  for line in text:gmatch("[^\n]+") do
    local label = line:match("^(%w+):$")
    if label then
      labels[label] = #code + 1
    else
      local op, argument = line:match("^%s*(%w+)%s*(%S*)$")
      if op then
        local instruction = { op = op, value = tonumber(argument) }
        if argument ~= "" and not instruction.value then fixups[instruction] = argument end
        code[#code + 1] = instruction
      end
    end
  end
  for instruction, label in pairs(fixups) do instruction.value = assert(labels[label], label) end
  return code
end

local rare = {}
function rare.dup(machine) machine:push(machine.stack[machine.top]) end
function rare.swap(machine)
  local stack, top = machine.stack, machine.top
  stack[top], stack[top - 1] = stack[top - 1], stack[top]
end
function rare.out(machine) table.insert(machine.output, machine:pop()) end
function rare.mod(machine)
  local b, a = machine:pop(), machine:pop()
  machine:push(a % b)
end

local Machine = {}
Machine.__index = Machine
function Machine.new(code)
  return setmetatable({ code = code, stack = {}, top = 0, memory = {}, output = {}, calls = {} }, Machine)
end
function Machine:push(value)
  self.top = self.top + 1
  self.stack[self.top] = value
end
function Machine:pop()
  local value = self.stack[self.top]
  self.top = self.top - 1
  return value
end
function Machine:run()
  local code, memory, calls, pc, steps = self.code, self.memory, self.calls, 1, 0
  while true do
    local instruction = code[pc]
    local op = instruction.op
    pc, steps = pc + 1, steps + 1
    if op == "push" then
      self:push(instruction.value)
    elseif op == "load" then
      self:push(memory[instruction.value] or 0)
    elseif op == "store" then
      memory[instruction.value] = self:pop()
    elseif op == "add" then
      self:push(self:pop() + self:pop())
    elseif op == "sub" then
      local b = self:pop()
      self:push(self:pop() - b)
    elseif op == "mul" then
      self:push(self:pop() * self:pop())
    elseif op == "jump" then
      pc = instruction.value
    elseif op == "jumpz" then
      if self:pop() == 0 then pc = instruction.value end
    elseif op == "call" then
      calls[#calls + 1] = pc
      pc = instruction.value
    elseif op == "ret" then
      pc = table.remove(calls)
    elseif op == "halt" then
      return steps
    else
      rare[op](self)
    end
  end
end

local program = assemble([[
  push 400
  store 1
loop:
  load 1
  jumpz done
  call square
  load 2
  add
  push 9973
  mod
  store 2
  load 1
  push 1
  sub
  store 1
  jump loop
square:
  load 1
  dup
  mul
  ret
done:
  load 2
  out
  halt
]])

local steps, sum = 0, 0
for _ = 1, n do
  local machine = Machine.new(program)
  steps = steps + machine:run()
  sum = sum + machine.output[1]
end
print(string.format("%d %d", steps, sum))
