-- Control values of numeric loops: limits at the ends of the integers, numerals in strings.
-- REQUIRES: lua54
-- RUN: perilune --jit=off %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out
-- RUN: perilune --jit=off --gc-stress --gc-poison %s > %t.stress 2>&1; diff %t.ref %t.stress

local function loop(...)
  print(pcall(function(from, to, step)
    local seen = {}
    for i = from, to, step do
      seen[#seen + 1] = i
      if #seen == 5 then break end
    end
    return table.unpack(seen)
  end, ...))
end
local low, high = math.mininteger, math.maxinteger
loop(high - 2, high, 1)
loop(low + 2, low, -1)
loop(high - 2, math.huge, 2)
loop(high, low, low)
loop(low, high, high)
loop(1, -math.huge, -1)
loop(1, 3.9, 1)
loop(1, 0 / 0, 1)
loop(1.0, 3, 1)
loop(1, 3, 0.5)
loop(0.1, 0.35, 0.1)
loop(1, 2, 0)
loop(1.0, 2, 0)
loop("1", 3, 1)
loop(1, "3", 1)
loop(1, "0x3", "1")
loop(1, "2.5", 1)
loop("x", 2, 1)
loop(1, "x", 1)
loop(1, 2, "x")
loop({}, 2, 1)
loop(1, {}, 1)
loop(1, 2, {})
