-- time, with normalised fields, and difftime.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(os.time { year = 2020, month = 1, day = 1 }, os.time { year = 2020, month = 1, day = 1, hour = 0 })
print(os.time { year = 2020, month = 14, day = -3, hour = 25, min = 61, sec = -1 })
local t = { year = 2020, month = 14, day = -3 }
os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
print(os.time { year = "2020", month = "3", day = "0x1" }, os.time { year = 1970.0, month = 1, day = 1, hour = 0 })
print(pcall(os.time, { year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 59 }))
print(os.time { year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 58 })
print(os.time(setmetatable({}, { __index = function(_, k) return ({ year = 2000, month = 1, day = 1 })[k] end })))
for _, bad in ipairs { {}, { year = 2020 }, { year = 2020, month = 1 }, { year = 2020, month = 1, day = 1, hour = "x" },
  { year = 2020, month = 1, day = 1.5 }, { year = 1e100, month = 1, day = 1 }, { year = 1 << 40, month = 1, day = 1 },
  { year = 2020, month = -(1 << 40), day = 1 }, { year = 2020, month = 1, day = {} }, { year = 2020, month = 1, day = 1 << 31 } } do
  print(pcall(os.time, bad))
end
print(pcall(os.time, 1))
print(os.difftime(5, 3), os.difftime(3, 5))
print(pcall(os.difftime))
print(pcall(os.difftime, 1))
print(math.type(os.time()), math.type(os.clock()), os.clock() >= 0)
