-- Hot loops whose operands share their metamethods at some times and not at others.
local function yes() return true end
local function other() return true end
local A = {__eq = yes, __lt = yes, __le = yes}
local B = {__eq = other, __lt = other, __le = other}
local a1, a2, b1 = setmetatable({}, A), setmetatable({}, A), setmetatable({}, B)
local plain = {}

local function equal(x, ys, n)
  local out = {}
  for i = 1, n do out[i] = x == ys[i % #ys + 1] and "T" or "f" end
  return table.concat(out)
end
print(equal(a1, {a2, a2, a2, b1}, 40))
print(equal(a1, {a2, plain}, 40))
print(equal(a1, {b1, a2, a1}, 40))
print(equal(plain, {a1, plain, a2}, 40))

local function try(f, x, y)
  local ok, result = pcall(f, x, y)
  return ok and (result and "T" or "f") or "e"
end
local function order(f, ys)
  local out = {}
  for i = 1, 40 do out[i] = try(f, a1, ys[i % #ys + 1]) end
  return table.concat(out)
end
local function lt(x, y) local r for i = 1, 30 do r = x < y end return r end
local function le(x, y) local r for i = 1, 30 do r = x <= y end return r end
print(order(lt, {a2, a2, b1}))
print(order(le, {a2, b1, plain}))
-- The metamethod goes while the loop runs.
local out = {}
for i = 1, 60 do
  if i == 30 then A.__eq = nil end
  if i == 45 then A.__eq = other end
  out[i] = a1 == a2 and "T" or "f"
  out[i] = out[i] .. (a1 == b1 and "T" or "f")
end
print(table.concat(out, " "))
