-- A least-recently-used cache: a doubly linked list and an index, old ends dropped.
-- suite: gc
-- quick: 100000
local n = tonumber(arg and arg[1]) or 2000000

local capacity, size, hits = 50000, 0, 0
local index = {}
local head, tail = {}, {}
head.next, tail.previous = tail, head
local function unlink(entry)
  entry.previous.next, entry.next.previous = entry.next, entry.previous
end
local function push(entry)
  entry.next, entry.previous = head.next, head
  head.next.previous = entry
  head.next = entry
end

local state = 42
for i = 1, n do
  state = (state * 16807) % 2147483647
  local key = state % (i % 2 == 0 and 20000 or 200000)
  local entry = index[key]
  if entry then
    hits = hits + 1
    unlink(entry)
  else
    entry = {key = key, value = {i}}
    index[key] = entry
    size = size + 1
    if size > capacity then
      local last = tail.previous
      unlink(last)
      index[last.key] = nil
      size = size - 1
    end
  end
  push(entry)
end
print(hits, size)
