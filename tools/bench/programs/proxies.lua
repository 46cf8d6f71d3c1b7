-- Tables with functions as __index and __newindex: read-only views, defaults, logs, properties.
-- suite: objects
-- quick: 200000
local n = tonumber(arg and arg[1]) or 3000000

local function read_only(target)
  return setmetatable({}, {
    __index = function(_, key) return target[key] end,
    __newindex = function(_, key) error("no assignment to " .. key, 0) end,
    __len = function() return #target end,
  })
end

local function with_default(value)
  return setmetatable({}, { __index = function() return value end })
end

local function logged(target, log)
  return setmetatable({}, {
    __index = function(_, key)
      log.reads = log.reads + 1
      return target[key]
    end,
    __newindex = function(_, key, value)
      log.writes = log.writes + 1
      target[key] = value
    end,
  })
end

local Account = {}
local getters, setters = {}, {}
function getters.balance(self) return self.cents / 100 end
function getters.rich(self) return self.cents > 5000 end
function setters.balance(self, value) rawset(self, "cents", value * 100) end
function Account.__index(self, key)
  local getter = getters[key]
  if getter then return getter(self) end
  return Account[key]
end
function Account.__newindex(self, key, value)
  local setter = setters[key]
  if setter then setter(self, value) else rawset(self, key, value) end
end
function Account:deposit(cents) self.cents = self.cents + cents end

local squares = setmetatable({}, { __index = function(self, key)
  local value = key * key
  self[key] = value
  return value
end })

local constants = read_only({ limit = 10, step = 3 })
local counts, log = with_default(0), { reads = 0, writes = 0 }
local store = logged({ total = 0 }, log)
local account = setmetatable({ cents = 0 }, Account)
local rich, sum, refused = 0, 0, 0
for i = 1, n do
  local slot = i % constants.limit
  counts[slot] = counts[slot] + constants.step
  store.total = (store.total + squares[i % 500]) % 65536
  account:deposit(i % 50)
  if account.rich then
    rich = rich + 1
    account.balance = account.balance - 40
  end
  sum = sum + account.balance
  if i % 100 == 0 and not pcall(function() constants.limit = 5 end) then refused = refused + 1 end
end
print(string.format("%d %d %d %d %d %.2f %d", counts[3], store.total, log.reads, log.writes, rich, sum, refused))
