-- A binary search tree with methods: insertion, search, removal and walks in order.
-- suite: tables
-- quick: 15000
local n = tonumber(arg and arg[1]) or 200000

local Tree = {}
Tree.__index = Tree
function Tree.new() return setmetatable({ root = nil, size = 0 }, Tree) end

function Tree:insert(key, value)
  local node, parent = self.root, nil
  while node do
    if key == node.key then
      node.value = value
      return
    end
    parent, node = node, key < node.key and node.left or key > node.key and node.right or nil
  end
  self.size = self.size + 1
  local fresh = { key = key, value = value, left = nil, right = nil }
  if not parent then
    self.root = fresh
  elseif key < parent.key then
    parent.left = fresh
  else
    parent.right = fresh
  end
end

function Tree:find(key)
  local node = self.root
  while node do
    if key == node.key then return node.value end
    if key < node.key then node = node.left else node = node.right end
  end
  return nil
end

local function remove(node, key)
  if not node then return nil, false end
  local found = true
  if key < node.key then
    node.left, found = remove(node.left, key)
  elseif key > node.key then
    node.right, found = remove(node.right, key)
  elseif not node.left then
    return node.right, true
  elseif not node.right then
    return node.left, true
  else
    local least = node.right
    while least.left do least = least.left end
    node.key, node.value = least.key, least.value
    node.right = remove(node.right, least.key)
  end
  return node, found
end
function Tree:remove(key)
  local found
  self.root, found = remove(self.root, key)
  if found then self.size = self.size - 1 end
  return found
end

local function walk(node, visit)
  if not node then return end
  walk(node.left, visit)
  visit(node.key, node.value)
  walk(node.right, visit)
end

local seed = 99
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local tree = Tree.new()
for i = 1, n do tree:insert(random(n * 2), i) end
local hits, removed, checksum = 0, 0, 0
for _ = 1, n do
  if tree:find(random(n * 2)) then hits = hits + 1 end
end
for _ = 1, n / 2 do
  if tree:remove(random(n * 2)) then removed = removed + 1 end
end
local last = -1
walk(tree.root, function(key, value)
  assert(key > last)
  last = key
  checksum = (checksum * 31 + key + value) % 1000003
end)
print(string.format("%d %d %d %d", tree.size, hits, removed, checksum))
