-- Huffman codes with a priority queue that takes any comparison, and a median over a stream.
-- suite: arrays
-- quick: 50000
local n = tonumber(arg and arg[1]) or 650000

local Heap = {}
Heap.__index = Heap
function Heap.new(less) return setmetatable({ less = less, items = {}, size = 0 }, Heap) end
function Heap:push(item)
  local items, less, at = self.items, self.less, self.size + 1
  self.size = at
  items[at] = item
  while at > 1 do
    local parent = math.floor(at / 2)
    if not less(items[at], items[parent]) then break end
    items[at], items[parent] = items[parent], items[at]
    at = parent
  end
end
function Heap:peek() return self.items[1] end
function Heap:pop()
  local items, less, size = self.items, self.less, self.size
  local top = items[1]
  items[1], items[size] = items[size], nil
  size = size - 1
  self.size = size
  local at = 1
  while true do
    local least, left, right = at, 2 * at, 2 * at + 1
    if left <= size and less(items[left], items[least]) then least = left end
    if right <= size and less(items[right], items[least]) then least = right end
    if least == at then return top end
    items[at], items[least] = items[least], items[at]
    at = least
  end
end

local function huffman(counts)
  local heap = Heap.new(function(a, b)
    if a.weight ~= b.weight then return a.weight < b.weight end
    return a.order < b.order
  end)
  local order = 0
  for letter, weight in ipairs(counts) do
    order = order + 1
    heap:push({ weight = weight, letter = letter, order = order })
  end
  while heap.size > 1 do
    local a, b = heap:pop(), heap:pop()
    order = order + 1
    heap:push({ weight = a.weight + b.weight, left = a, right = b, order = order })
  end
  local codes, total = {}, 0
  local function assign(node, code)
    if node.letter then
      codes[node.letter] = code
      total = total + #code * node.weight
    else
      assign(node.left, code .. "0")
      assign(node.right, code .. "1")
    end
  end
  assign(heap:peek(), "")
  return codes, total
end

local seed = 21
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local lower = Heap.new(function(a, b) return a > b end)
local upper = Heap.new(function(a, b) return a < b end)
local medians = 0
for i = 1, n do
  local value = random(100000)
  if lower.size > 0 and value > lower:peek() then upper:push(value) else lower:push(value) end
  if lower.size > upper.size + 1 then upper:push(lower:pop()) end
  if upper.size > lower.size then lower:push(upper:pop()) end
  medians = (medians + lower:peek()) % 1000003
end

local bits, longest = 0, 0
for round = 1, n / 2500 do
  local counts = {}
  for letter = 1, 200 do counts[letter] = 1 + random(round * 10) * random(letter) end
  local codes, total = huffman(counts)
  bits = bits + total
  for _, code in ipairs(codes) do longest = math.max(longest, #code) end
end
print(string.format("%d %d %d", medians, bits, longest))
