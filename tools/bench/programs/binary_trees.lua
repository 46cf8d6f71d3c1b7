-- Allocating and dropping trees.
-- suite: tables
-- quick: 12
local depth = tonumber(arg and arg[1]) or 15

local function grow(levels)
  if levels == 0 then return {} end
  return { left = grow(levels - 1), right = grow(levels - 1) }
end

local function count(tree)
  if not tree.left then return 1 end
  return 1 + count(tree.left) + count(tree.right)
end

local long_lived = grow(depth)
for levels = 4, depth, 2 do
  local trees, nodes = 2 ^ (depth - levels + 4), 0
  for _ = 1, trees do nodes = nodes + count(grow(levels)) end
  print(string.format("%d trees of depth %d: %d nodes", trees, levels, nodes))
end
print(string.format("%d", count(long_lived)))
