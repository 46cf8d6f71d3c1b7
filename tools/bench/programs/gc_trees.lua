-- Binary trees, small ones that die at once and a large one that stays.
-- suite: gc
-- quick: 12
local n = tonumber(arg and arg[1]) or 15

local function build(depth)
  if depth == 0 then return {} end
  return {build(depth - 1), build(depth - 1)}
end
local function count(tree)
  if not tree[1] then return 1 end
  return 1 + count(tree[1]) + count(tree[2])
end

local long_lived = build(n + 2)
local total = 0
for depth = 4, n, 4 do
  for i = 1, 2 ^ (n - depth + 2) do
    total = total + count(build(depth))
  end
end
print(total, count(long_lived))
