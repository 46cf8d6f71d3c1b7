-- os.time: fields, normalisation, mistakes.
local function fields(t)
  local list = {}
  for _, k in ipairs{"year", "month", "day", "hour", "min", "sec", "wday", "yday", "isdst"} do list[#list + 1] = k .. "=" .. tostring(t[k]) end
  return table.concat(list, " ")
end
print(os.time{year = 2020, month = 1, day = 1, hour = 0})
print(os.time{year = 2020, month = 1, day = 1})
print(os.time{year = 2020, month = 1, day = 1, hour = 12, min = 30, sec = 15})
print(os.time{year = "2020", month = "02", day = "3", hour = "4"})
local t = {year = 2020, month = 14, day = -3, hour = 100, min = -5, sec = 3600}
print(os.time(t))
print(fields(t))
t = {year = 2021, month = 2, day = 29, hour = 0}
print(os.time(t), fields(t))
t = os.date("*t", 1e9)
print(os.time(t) == 1e9, type(os.time()))
local function bad(t) print((tostring(select(2, pcall(os.time, t))):gsub("^.-:%d+: ", ""):gsub("^.-%(", "("))) end
bad{} bad{year = 2020} bad{year = 2020, month = 1} bad{month = 1, day = 1} bad(12) bad("x")
bad{year = 2020, month = "x", day = 1}
print(os.time{year = 2020.9, month = 1.9, day = 1.9, hour = 0.5})
print(os.time{year = 2020, month = 1, day = 1, hour = {}})
bad{year = 1970, month = 1, day = 1, hour = 0, sec = -1}
print(os.time{year = 2020, month = 7, day = 1, hour = 0, isdst = false})
local proxy = setmetatable({}, {__index = {year = 2000, month = 1, day = 1, hour = 0}})
print(os.time(proxy))
print(os.difftime(10, 4), os.difftime(4, 10))
print(os.difftime(5), os.difftime(5.5, 1))
-- What no integer can hold is zero.
for _, year in ipairs{0/0, 1/0, -1/0, 1e308, 2^53} do
  print(os.time{year = year, month = 1, day = 1, hour = 12})
end
