-- __lt and __le: which is called, when it is not, what its result means.
local function show(v) return type(v) == "table" and rawget(v, "name") or tostring(v) end
local function attempt(label, f)
  local ok, r = pcall(f)
  print(label, ok, r)
end
local log
local function lt(x, y) log[#log + 1] = "lt(" .. show(x) .. "," .. show(y) .. ")" return true end
local function le(x, y) log[#log + 1] = "le(" .. show(x) .. "," .. show(y) .. ")" return false end
local both = { __lt = lt, __le = le }
local only_lt = { __lt = lt }
local only_le = { __le = le }
local copy = { __lt = lt, __le = le }
local other = { __lt = function() return nil end, __le = function() return 0 end }
local values = {
  setmetatable({ name = "both" }, both), setmetatable({ name = "twin" }, both), setmetatable({ name = "copy" }, copy),
  setmetatable({ name = "lt" }, only_lt), setmetatable({ name = "le" }, only_le), setmetatable({ name = "other" }, other),
  { name = "plain" }, 1, "s",
}
for i, x in ipairs(values) do
  for j, y in ipairs(values) do
    log = {}
    local r = {}
    for n, f in ipairs {
      function() return x < y end, function() return x <= y end, function() return x > y end, function() return x >= y end,
    } do
      local ok, v = pcall(f)
      r[n] = tostring(ok and v or (ok and "false" or "error"))
    end
    print(show(x), show(y), table.concat(r, " "), table.concat(log, " "))
  end
end
log = {}
attempt("nil", function() return values[1] < nil end)
attempt("plain", function() return values[7] < {} end)
attempt("number", function() return values[4] <= 5 end)
attempt("function", function() return print < print end)
attempt("nil and nil", function() return nil < nil end)
attempt("booleans", function() return true < false end)
attempt("string and number", function() return "1" < 1 end)
attempt("thread", function() return coroutine.create(function() end) < "x" end)
-- in conditions, negated and not
local a, b = values[1], values[2]
if a < b then io.write("yes ") else io.write("no ") end
if a <= b then io.write("yes ") else io.write("no ") end
if not (a > b) then io.write("yes ") else io.write("no ") end
if not (a >= b) then io.write("yes ") else io.write("no ") end
while a <= b do break end
print(a < b and 1 or 2, a <= b and 1 or 2, (a < b) == true)
-- results of all kinds are made booleans
for _, result in ipairs { 0, "", {}, false } do
  local mt = { __lt = function() return result end, __le = function() return result, "more" end }
  local x, y = setmetatable({}, mt), setmetatable({}, mt)
  print(x < y, x <= y, x > y, x >= y, not (x < y))
end
local none = { __lt = function() end, __le = function() end }
local x, y = setmetatable({}, none), setmetatable({}, none)
print(x < y, x <= y, x > y, x >= y)
-- sorting with it
local sorted = {}
for i, n in ipairs { 5, 3, 8, 1 } do sorted[i] = setmetatable({ n = n }, { __lt = nil }) end
local by_n = { __lt = function(p, q) return p.n < q.n end }
for _, v in ipairs(sorted) do setmetatable(v, by_n) end
table.sort(sorted)
print(sorted[1].n, sorted[2].n, sorted[3].n, sorted[4].n)
