-- string.upper, lower, reverse and len: bytes beyond ASCII stay, zeros count.
print(("Hello, World 123"):upper(), ("Hello, World 123"):lower())
print(("@[`{az AZ"):upper(), ("@[`{az AZ"):lower())
print(("\228\196"):upper() == "\228\196", ("\228\196"):lower() == "\228\196")
print(("abc"):reverse(), (""):reverse() == "", ("x"):reverse())
print(("a\0b"):reverse() == "b\0a", #("a\0b"):upper())
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
local function changed(f)
  local n, list = 0, {}
  local r = f(all)
  for i = 1, #all do
    if r:byte(i) ~= all:byte(i) then n = n + 1; list[#list + 1] = r:sub(i, i) end
  end
  return n, table.concat(list)
end
print(changed(string.upper))
print(changed(string.lower))
print(all:reverse():reverse() == all, all:upper():lower() == all:lower())
print((""):len(), ("abc"):len(), ("a\0b\0"):len(), #all)
print(string.len(12), string.len(1.5), string.upper(1e100), string.reverse(123))
local long = ("aB"):rep(500)
print(#long:upper(), long:upper() == ("AB"):rep(500), long:lower() == ("ab"):rep(500))
print(long:reverse() == ("Ba"):rep(500))
for _, name in ipairs{"upper", "lower", "reverse", "len"} do
  print(name, pcall(function() return ("")[name]({}) end))
end
print(pcall(function() return string.upper() end))
print(pcall(function() return string.len(nil) end))
