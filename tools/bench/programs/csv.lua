-- Reading comma-separated values with quoted fields, grouping rows, and writing a table of sums.
-- suite: strings
-- quick: 10000
local n = tonumber(arg and arg[1]) or 140000

local function parse_line(line)
  local fields, at, length = {}, 1, #line
  repeat
    if line:sub(at, at) == '"' then
      local pieces, start = {}, at + 1
      while true do
        local quote = line:find('"', start, true)
        pieces[#pieces + 1] = line:sub(start, quote - 1)
        if line:sub(quote + 1, quote + 1) ~= '"' then
          at = quote + 2
          break
        end
        pieces[#pieces + 1] = '"'
        start = quote + 2
      end
      fields[#fields + 1] = table.concat(pieces)
    else
      local comma = line:find(",", at, true) or length + 1
      fields[#fields + 1] = line:sub(at, comma - 1)
      at = comma + 1
    end
  until at > length + 1
  return fields
end

local function quote(field)
  if field:find('[",]') then return '"' .. field:gsub('"', '""') .. '"' end
  return field
end

local cities = { "Oslo", "Lima, Peru", 'the "Big" Apple', "Kyoto", "Accra" }
local lines = { "id,city,year,amount,remark" }
for i = 1, n do
  lines[#lines + 1] = table.concat({ i, quote(cities[i % #cities + 1]), 1990 + i % 30,
    string.format("%.2f", i % 1000 / 4), i % 6 == 0 and "" or "fine" }, ",")
end
local text = table.concat(lines, "\n") .. "\n"

local header, groups, order = nil, {}, {}
for line in text:gmatch("([^\n]*)\n") do
  local fields = parse_line(line)
  if not header then
    header = fields
  else
    local row = {}
    for i, name in ipairs(header) do row[name] = fields[i] end
    local key = row.city .. "/" .. row.year
    local group = groups[key]
    if not group then
      group = { city = row.city, year = tonumber(row.year), count = 0, amount = 0, remarks = 0 }
      groups[key] = group
      order[#order + 1] = group
    end
    group.count = group.count + 1
    group.amount = group.amount + tonumber(row.amount)
    if row.remark ~= "" then group.remarks = group.remarks + 1 end
  end
end

table.sort(order, function(a, b)
  if a.city ~= b.city then return a.city < b.city end
  return a.year < b.year
end)
local out, remarks = {}, 0
for i, group in ipairs(order) do
  out[i] = string.format("%s,%d,%d,%.2f", quote(group.city), group.year, group.count, group.amount)
  remarks = remarks + group.remarks
end
print(#text, #table.concat(out, "\n"), remarks)
print(out[1])
print(out[#out])
