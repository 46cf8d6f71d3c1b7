-- Weak tables are looked through, and objects with finalizers marked, in steps between which the
-- program changes them: what is alive stays in its table, what is dead goes.
-- RUN: perilune --jit=off --gc-verify --gc-poison %s | FileCheck %s
-- RUN: perilune --gc-verify --gc-poison %s | FileCheck %s
-- RUN: perilune --jit=off --gc-verify --gc-poison %s generational | FileCheck %s
-- RUN: perilune --lua=5.2 --jit=off --gc-verify --gc-poison %s | FileCheck %s

local collect = collectgarbage
collect(arg[1] or "restart")
math.randomseed(42)
local rand = math.random

local function new() return {} end
local function churn(tables)
  local made = {}
  for i = 1, tables do made[i] = {i} end
end
local function count(t)
  local entries = 0
  for _ in pairs(t) do entries = entries + 1 end
  return entries
end

-- Objects come and go, and with them their entries.
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
local both = setmetatable({}, {__mode = "kv"})
local named = setmetatable({}, {__mode = "kv"})
local pool, n = {}, 3000
local function put(i)
  local o = new()
  pool[i] = o
  values["s" .. i] = o
  values[i * 1.5] = o
  keys[o] = {o, i}
  both[o] = o
  named["t" .. i] = o
end
for i = 1, n do put(i) end
for round = 1, 400 do
  for _ = 1, 60 do
    local i = rand(n)
    put(i)
    if i % 4 == 0 then
      keys[pool[i]] = nil
      keys[pool[i]] = {pool[i], i}
    end
    churn(20)
  end
  -- The tables grow, and get other hash parts.
  if round % 20 == 0 then
    for _ = 1, 300 do values["x" .. rand(1000000)] = new() end
  end
  collect("step", 1)
  for i = 1, n do
    local o = pool[i]
    assert(values["s" .. i] == o and values[i * 1.5] == o)
    assert(keys[o][1] == o and keys[o][2] == i)
    assert(both[o] == o and named["t" .. i] == o)
  end
end
collect()
collect()
print(count(values) >= 2 * n, count(keys), count(both), count(named))
-- CHECK: true 3000 3000 3000

-- Each value is the key of the next entry.
local chain = setmetatable({}, {__mode = "k"})
local first = {}
local last = first
for _ = 1, 20000 do
  local following = {}
  chain[last] = following
  last = following
end
for _ = 1, 300 do
  collect("step", 1)
  churn(200)
end
local at, length = first, 0
while chain[at] do
  at = chain[at]
  length = length + 1
end
print(length)
-- CHECK: 20000
first, last, at = nil, nil, nil
collect()
print(next(chain))
-- CHECK: nil

-- A table that is not weak any more before marking ends keeps what it has then.
local mode = {__mode = "k"}
local was_weak = setmetatable({}, mode)
for i = 1, 20000 do was_weak[{}] = i end
for _ = 1, 3 do collect("step", 1) end
mode.__mode = nil
local before = count(was_weak)
collect()
print(before == count(was_weak))
-- CHECK: true

-- What is to be finalized is not among weak values any more, and still among weak keys.
local gone, by_id, ids = 0, setmetatable({}, {__mode = "v"}), setmetatable({}, {__mode = "k"})
local finalizes = {__gc = function(o)
  gone = gone + 1
  assert(o.part.id == o.id and by_id[o.id] == nil and ids[o] == o.id)
end}
for i = 1, 20000 do
  local o = setmetatable({id = i, part = {id = i}}, finalizes)
  by_id[i] = o
  ids[o] = i
end
for _ = 1, 3000 do
  collect("step", 1)
  churn(100)
end
collect()
collect()
print(gone, next(by_id), next(ids))
-- CHECK: 20000 nil nil
