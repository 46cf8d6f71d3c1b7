-- The hidden variable of functions with unnamed extra arguments, and what hooks see of functions
-- whose extra arguments are prepared.
local function locals(level)
  local found = {}
  for i = 1, 20 do
    local name, value = debug.getlocal(level + 1, i)
    if not name then break end
    if name:sub(1, 1) == "(" and name ~= "(vararg table)" then break end
    found[#found + 1] = name .. "=" .. (type(value) == "table" and "table" or tostring(value))
  end
  return table.concat(found, " ")
end

local function alone(...)
  local a = 1
  print(locals(1))
  return a, ...
end
print(alone(5, 6))
print(alone())

local function behind(x, y, ...)
  local z = y
  print(locals(1))
  print(debug.getlocal(1, -1))
  print(debug.setlocal(1, 3, "changed"))
  print(locals(1))
  print(z, ...)
end
behind(1)
behind(1, 2, 3)

local function named(x, ...t)
  print(locals(1))
  return t
end
print(#named(1, 2, 3))
local function unused(x, ...t)
  print(locals(1))
  return t.n
end
print(unused(1, 2, 3))

for _, f in ipairs { alone, behind, named, unused } do
  print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3))
  local info = debug.getinfo(f, "uLS")
  local lines = {}
  for line in pairs(info.activelines) do
    lines[#lines + 1] = line - info.linedefined
  end
  table.sort(lines)
  print(info.nparams, info.isvararg, table.concat(lines, " "))
end

local function traced(f, ...)
  local first
  local lines = {}
  debug.sethook(function(event, line)
    if event == "line" then
      first = first or line
      lines[#lines + 1] = line - first
    else
      lines[#lines + 1] = event
    end
  end, "crl")
  f(...)
  debug.sethook()
  print(table.concat(lines, " "))
end
traced(function(...)
  local a = ...
  return a
end, 1, 2)
traced(function(x, ...)
  return x
end, 1, 2)
traced(function(x, ...t)
  local n = t
  return n
end, 1, 2)
traced(function(x,
                ...t)
  return t[1]
end, 1, 2)

-- In a hot loop.
local function last(...)
  local n = select("#", ...)
  local v = (select(n, ...))
  if v == 150 then print(locals(1)) end
  return v
end
local sum = 0
for i = 1, 200 do sum = sum + last(0, i) end
print(sum)
