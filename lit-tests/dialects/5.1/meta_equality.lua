-- __eq: when it is asked, and what its result means.
local calls = 0
local function eq(x, y) calls = calls + 1 return true end
local shared = { __eq = eq }
local same = { __eq = eq }
local other = { __eq = function() calls = calls + 1 return false end }
local values = {
  { "a", setmetatable({}, shared) }, { "b", setmetatable({}, shared) }, { "c", setmetatable({}, same) },
  { "d", setmetatable({}, other) }, { "e", setmetatable({}, {}) }, { "f", {} }, { "g", 1 }, { "h", "s" }, { "i", print },
}
for _, p in ipairs(values) do
  local row = {}
  for _, q in ipairs(values) do
    calls = 0
    local r = p[2] == q[2]
    row[#row + 1] = (r and "T" or "f") .. calls
    assert((p[2] ~= q[2]) == not r)
  end
  print(p[1], table.concat(row, " "))
end
calls = 0
local a, b = values[1][2], values[2][2]
print(a == a, calls, rawequal(a, b), calls, a == b, calls, a == nil, calls, a == 1, calls)
-- results
for _, result in ipairs { 0, "", {}, false } do
  local mt = { __eq = function() return result end }
  local x, y = setmetatable({}, mt), setmetatable({}, mt)
  print(x == y, x ~= y, not (x == y), x == y and 1 or 2)
  if x == y then io.write("then ") else io.write("else ") end
  if x ~= y then io.write("then\n") else io.write("else\n") end
end
local none = { __eq = function() end }
print(setmetatable({}, none) == setmetatable({}, none))
local odd = { __eq = 5 }
print((pcall(function() return setmetatable({}, odd) == setmetatable({}, odd) end)))
local failing = { __eq = function() error("no comparison", 0) end }
print(pcall(function() return setmetatable({}, failing) == setmetatable({}, failing) end))
-- not used by keys, rawequal, or values of different types
local t = { [a] = "a" }
print(t[a], t[b], rawequal(a, a), a == "a", a == true)
local userdata = io.stdout
print(userdata == io.stdout, userdata == io.stderr, userdata == a)
-- arguments
local seen
local mt = { __eq = function(x, y) seen = { x, y } return true end }
local x, y = setmetatable({ n = "x" }, mt), setmetatable({ n = "y" }, mt)
print(x == y, seen[1].n, seen[2].n)
print(y ~= x, seen[1].n, seen[2].n)
local plain = { n = "plain" }
print(x == plain, plain == x, seen[1].n, seen[2].n)
