-- Shortest paths through a random graph: adjacency lists, a binary heap of pairs.
-- suite: tables
-- quick: 3
local n = tonumber(arg and arg[1]) or 44

local seed = 12345
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit + 1
end

local nodes, edges = 6000, 30000
local graph = {}
for i = 1, nodes do graph[i] = { edges = {}, name = "node" .. i } end
for i = 1, edges do
  local from, to = graph[random(nodes)], graph[i <= nodes and i or random(nodes)]
  table.insert(from.edges, { target = to, weight = random(100) })
end

local heap, size = {}, 0
local function push(key, node)
  size = size + 1
  local at = size
  while at > 1 do
    local parent = (at - at % 2) / 2
    if heap[parent].key <= key then break end
    heap[at] = heap[parent]
    at = parent
  end
  heap[at] = { key = key, node = node }
end
local function pop()
  local top, last = heap[1], heap[size]
  heap[size] = nil
  size = size - 1
  if size == 0 then return top end
  local at = 1
  while true do
    local child = at * 2
    if child > size then break end
    if child < size and heap[child + 1].key < heap[child].key then child = child + 1 end
    if heap[child].key >= last.key then break end
    heap[at] = heap[child]
    at = child
  end
  heap[at] = last
  return top
end

local function search(start)
  local distances, done, reached, farthest = { [start] = 0 }, {}, 0, 0
  push(0, start)
  while size > 0 do
    local entry = pop()
    local node = entry.node
    if not done[node] then
      done[node] = true
      reached = reached + 1
      farthest = entry.key
      for _, edge in ipairs(node.edges) do
        local distance = entry.key + edge.weight
        local known = distances[edge.target]
        if not known or distance < known then
          distances[edge.target] = distance
          push(distance, edge.target)
        end
      end
    end
  end
  return reached, farthest, distances
end

local total, sum = 0, 0
for round = 1, n do
  local reached, farthest, distances = search(graph[round * 13])
  total = total + reached
  sum = sum + farthest + (distances[graph[nodes]] or 0)
end
print(string.format("%d %d", total, sum))
