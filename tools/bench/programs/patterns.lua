-- Pattern matching over a generated log: gmatch, gsub, find and captures.
-- suite: strings
-- quick: 20000
local n = tonumber(arg and arg[1]) or 250000

local seed = 42
local function random(limit)
  seed = (seed * 16807) % 2147483647
  return seed % limit
end

local levels = { "info", "warning", "error" }
local lines = {}
for i = 1, n do
  lines[i] = string.format("2026-%02d-%02d host%d [%s] request=%d path=/a/b%d/c.html",
    1 + random(12), 1 + random(28), random(20), levels[1 + random(3)], random(100000), random(500))
end
local log = table.concat(lines, "\n")

local requests, months, errors, digits = 0, {}, 0, 0
for line in string.gmatch(log, "[^\n]+") do
  local month, level = string.match(line, "^%d+%-(%d+)%-%d+ %w+ %[(%a+)%]")
  months[month] = (months[month] or 0) + 1
  if level == "error" then errors = errors + 1 end
  for key, value in string.gmatch(line, "(%w+)=(%d+)") do
    requests = requests + tonumber(value) + #key
  end
  if string.find(line, "/b7/", 1, true) then digits = digits + 1 end
end
local replaced, count = string.gsub(log, "host(%d+)", "<%1>")
print(string.format("%d %d %d %d %d %d", requests, months["07"], errors, digits, #replaced, count))
