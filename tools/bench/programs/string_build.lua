-- Building strings: by pieces in a table, by repeated concatenation, and with format and rep.
-- suite: strings
-- quick: 100000
local n = tonumber(arg and arg[1]) or 1000000

local pieces = {}
for i = 1, n do pieces[#pieces + 1] = "item " .. i .. ";" end
local joined = table.concat(pieces)

local short, lengths = "", 0
for i = 1, n do
  short = short .. (i % 10)
  if #short == 100 then
    lengths = lengths + #short
    short = ""
  end
end

local formatted = 0
for i = 1, n / 2 do formatted = formatted + #string.format("%05d:%s", i, "x") end
print(string.format("%d %d %d %s", #joined, lengths, formatted, string.rep("ab", 3)))
