-- Control-flow graphs: depth-first numbering, dominators, natural loops and their nesting.
-- suite: tables
-- quick: 25
local n = tonumber(arg and arg[1]) or 350

local Block = {}
Block.__index = Block
local Graph = {}
Graph.__index = Graph
function Graph.new() return setmetatable({ blocks = {} }, Graph) end
function Graph:block()
  local block = setmetatable({ id = #self.blocks + 1, successors = {}, predecessors = {} }, Block)
  self.blocks[block.id] = block
  return block
end
function Graph:edge(from, to)
  from.successors[#from.successors + 1] = to
  to.predecessors[#to.predecessors + 1] = from
end

local function diamond(graph, from)
  local left, right, join = graph:block(), graph:block(), graph:block()
  graph:edge(from, left)
  graph:edge(from, right)
  graph:edge(left, join)
  graph:edge(right, join)
  return join
end
local function nest(graph, from, depth)
  local head = graph:block()
  graph:edge(from, head)
  local last = diamond(graph, head)
  if depth > 1 then last = nest(graph, nest(graph, last, depth - 1), depth - 1) end
  graph:edge(last, head)
  local exit = graph:block()
  graph:edge(last, exit)
  return exit
end

local function number(graph)
  local order, seen = {}, {}
  local function visit(block)
    seen[block] = true
    for _, successor in ipairs(block.successors) do
      if not seen[successor] then visit(successor) end
    end
    order[#order + 1] = block
    block.number = #order
  end
  visit(graph.blocks[1])
  return order
end

local function intersect(a, b)
  while a ~= b do
    while a.number < b.number do a = a.dominator end
    while b.number < a.number do b = b.dominator end
  end
  return a
end
local function find_dominators(graph, order)
  local entry, changed, rounds = graph.blocks[1], true, 0
  entry.dominator = entry
  while changed do
    changed, rounds = false, rounds + 1
    for i = #order - 1, 1, -1 do
      local block, new = order[i], nil
      for _, predecessor in ipairs(block.predecessors) do
        if predecessor.dominator then
          new = new and intersect(new, predecessor) or predecessor
        end
      end
      if block.dominator ~= new then block.dominator, changed = new, true end
    end
  end
  return rounds
end
function Block:dominates(other)
  while other.number < self.number do other = other.dominator end
  return other == self
end

local function find_loops(order)
  local loops = {}
  for i = #order, 1, -1 do
    local head = order[i]
    local members, work = nil, {}
    for _, predecessor in ipairs(head.predecessors) do
      if head:dominates(predecessor) then
        members = members or { [head] = true }
        work[#work + 1] = predecessor
      end
    end
    while #work > 0 do
      local block = table.remove(work)
      if not members[block] then
        members[block] = true
        for _, predecessor in ipairs(block.predecessors) do work[#work + 1] = predecessor end
      end
    end
    if members then
      local loop = { head = head, size = 0, depth = 1 }
      for block in pairs(members) do
        loop.size = loop.size + 1
        if block.loop and block.loop.depth >= loop.depth then loop.depth = block.loop.depth + 1 end
      end
      for block in pairs(members) do block.loop = loop end
      loops[#loops + 1] = loop
    end
  end
  return loops
end

local loops, sizes, depths, rounds = 0, 0, 0, 0
for round = 1, n do
  local graph = Graph.new()
  local last = graph:block()
  for _ = 1, 4 do last = nest(graph, diamond(graph, last), 4 + round % 3) end
  local order = number(graph)
  rounds = rounds + find_dominators(graph, order)
  for _, loop in ipairs(find_loops(order)) do
    loops, sizes, depths = loops + 1, sizes + loop.size, depths + loop.depth
  end
  for _, block in ipairs(graph.blocks) do assert(not block.loop or block.loop.head:dominates(block)) end
end
print(string.format("%d %d %d %d", loops, sizes, depths, rounds))
