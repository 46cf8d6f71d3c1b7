-- Allocates many perfect binary trees, short-lived ones and one that lives throughout, and counts
-- their nodes: work for the collector.
-- Usage: binary_trees.lua [DEPTH]                                          12 by default

local depth = math.max(6, tonumber(arg and arg[1]) or 12)
local least = 4

local function grow(levels)
  if levels == 0 then return {} end
  return { left = grow(levels - 1), right = grow(levels - 1) }
end

local function count(tree)
  if not tree.left then return 1 end
  return 1 + count(tree.left) + count(tree.right)
end

print(string.format("stretch tree of depth %d\t check: %d", depth + 1, count(grow(depth + 1))))
local long_lived = grow(depth)

for levels = least, depth, 2 do
  local trees = 1 << (depth - levels + least)
  local nodes = 0
  for _ = 1, trees do nodes = nodes + count(grow(levels)) end
  print(string.format("%d\t trees of depth %d\t check: %d", trees, levels, nodes))
end

print(string.format("long lived tree of depth %d\t check: %d", depth, count(long_lived)))
