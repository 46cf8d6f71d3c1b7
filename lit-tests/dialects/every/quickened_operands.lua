-- Arithmetic and comparisons whose operands change their types at one place: from integers to
-- floats, to strings, to what has metamethods, to errors, and back; with constants of either kind.
-- The results of a place are shown as a checksum; with an argument, as they are.
local compile = loadstring or load

local Odd = {}
for _, event in ipairs({ "add", "sub", "mul", "div", "lt", "le" }) do
  Odd["__" .. event] = function(a, b)
    return event .. (type(a) == "table" and " left" or " right")
  end
end
Odd.__eq = function() return true end
local function odd() return setmetatable({}, Odd) end

local function shown(v)
  if type(v) ~= "number" then return tostring(v) end
  if v ~= v then return "nan" end
  if v == 0 then return (1 / v < 0 and "-0 " or "0 ") .. tostring(math.type and math.type(v)) end
  return string.format("%.17g", v) .. " " .. tostring(math.type and math.type(v))
end

local nan, inf = 0 / 0, 1 / 0
local huge = 2 ^ 53
local orders = {
  { 1, 2, 0.5, -3, "7", 8.25 },
  { 0.5, -0.0, 0, 1, nan, 2, inf },
  { 2.5, "0x10", 3, -inf, 1 },
  { 9007199254740993, 9007199254740992, huge, huge + 2, -huge, 1.5 },
  { odd(), 1, 1.5, odd(), 0 },
  { 1, {}, 2.5, nil, 3 },
  { "10", 4.5, "x", 5 },
}

local whole = arg and arg[1]
local function checksum(text)
  local sum = 0
  for i = 1, #text do sum = (sum * 31 + text:byte(i)) % 1000003 end
  return string.format("%d", sum)
end

local function run(text)
  local lines = {}
  for i = 1, #orders do
    local f = assert(compile(text, "=code"))
    local parts = {}
    for j = 1, 7 do
      for k = j, j + 1 do
        local ok, result = pcall(f, orders[i][j], orders[i][k])
        if type(result) == "string" then result = result:gsub("table: [%w]+", "table") end
        parts[#parts + 1] = shown(result)
      end
    end
    lines[i] = table.concat(parts, ", ")
  end
  local results = table.concat(lines, "\n")
  print(text, whole and results or checksum(results))
end

for _, op in ipairs({ "+", "-", "*", "/" }) do
  run("local a, b = ... return a " .. op .. " b")
  for _, constant in ipairs({ "1", "0", "2.5", "-0.0", "9007199254740992", "1e300" }) do
    run("local a = ... return a " .. op .. " " .. constant)
    run("local a = ... return " .. constant .. " " .. op .. " a")
  end
end
for _, op in ipairs({ "<", "<=", "==", "~=", ">", ">=" }) do
  run("local a, b = ... return a " .. op .. " b")
  run("local a, b = ... if not (a " .. op .. " b) then return 1 end return 2")
  for _, constant in ipairs({ "1", "0", "2.5", "9007199254740992", "9007199254740993" }) do
    run("local a = ... return a " .. op .. " " .. constant)
    run("local a = ... if not (" .. constant .. " " .. op .. " a) then return 1 end return 2")
  end
end
