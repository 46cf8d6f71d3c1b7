-- Equal strings of a chunk are written once into its dump, and come back as one.
local text = "|" .. string.rep("X", 50) .. "|"
local chunk = load(string.format([[
  local text <const> = "%s"
  return {
    function () return text end,
    function () return text end,
    function () local t = {} t[text] = 1 return next(t) end,
  }
]], text))
local dump = string.dump(chunk)
print(select(2, string.gsub(dump, text, {})))
local stripped = string.dump(chunk, true)
print(select(2, string.gsub(stripped, text, {})))
for _, binary in ipairs { dump, stripped } do
  local made = load(binary, "again", "b")()
  for i = 1, 3 do print(made[i]() == text) end
  print(string.format("%p", made[1]()) == string.format("%p", made[2]()))
end

-- A chunk that is its own name, with many functions.
local lines = {}
for i = 1, 3000 do lines[i] = "f = function() return " .. i .. " end" end
local long = table.concat(lines, "\n")
local many = assert(load(long))
print(#string.dump(many) < 10 * #long)
many()
print(f())
print(debug.getinfo(f, "S").source == long, debug.getinfo(f, "S").short_src)
