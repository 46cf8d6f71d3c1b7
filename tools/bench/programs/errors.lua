-- Errors as part of the work: a validator that raises strings and tables, nested protected calls,
-- handlers, and cleaning up behind a failure.
-- suite: calls
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1200000

local Failure = {}
Failure.__index = Failure
Failure.__tostring = function(self) return self.code .. ": " .. self.detail end
local function fail(code, detail) error(setmetatable({ code = code, detail = detail }, Failure)) end

local function check(record)
  if type(record.id) ~= "number" then error("the id is no number", 0) end
  if record.id % 7 == 0 then fail("range", record.id) end
  if record.name and #record.name > 5 then fail("name", #record.name) end
  local parent = record.parent
  return record.id + (record.id % 11 == 3 and parent.id or 0)
end

local open = 0
local function with_resource(action, ...)
  open = open + 1
  local ok, result = pcall(action, ...)
  open = open - 1
  if not ok then error(result, 0) end
  return result
end

local function attempt(times, action, ...)
  local ok, result
  for _ = 1, times do
    ok, result = pcall(with_resource, action, ...)
    if ok then return result end
  end
  return nil, result
end

local names = { "ann", "bob", "christopher", "dora", "eve" }
local counts, total, handled = {}, 0, 0
local function count(key) counts[key] = (counts[key] or 0) + 1 end
for i = 1, n do
  local record = { id = i % 13 == 0 and "x" or i, name = names[i % #names + 1] }
  local value, problem = attempt(i % 2 + 1, check, record)
  if value then
    total = total + value
  elseif type(problem) == "table" then
    count(problem.code)
    total = total + problem.detail % 10
  else
    count(problem:find("nil value", 1, true) and "nil" or "type")
  end
  if i % 8 == 0 then
    local ok, message = xpcall(function() return names[i].length end, function(text)
      handled = handled + 1
      return #text
    end)
    if not ok then total = total + (message > 0 and 1 or 0) end
  end
end
print(string.format("%d %d %d %d %d %d %d", total, handled, open, counts.range, counts.name,
  counts["nil"], counts.type))
