-- Character classes and their complements, over all bytes.
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
local function show(s)
  return (s:gsub("[^%w%p ]", function(c) return "<" .. c:byte() .. ">" end))
end
for class in ("acdglpsuwxzACDGLPSUWXZ"):gmatch(".") do
  local matched, n = all:gsub("[^%" .. class .. "]", "")
  print(class, #matched, n, select(2, all:gsub("%" .. class, "")), #matched < 40 and show(matched) or "")
end
for c in ("bfehijkmnoqrtvyBEFHIJKMNOQRTVY!@#-[]^"):gmatch(".") do
  if c ~= "b" and c ~= "f" then print(c, (all:find("%" .. c)), select(2, all:gsub("%" .. c, ""))) end
end
print(all:find("."), select(2, all:gsub(".", "")), select(2, all:gsub("%W", "")))
print(("x_y-z"):gsub("%p", "."), ("a b\tc\n"):gsub("%s", "_"))
print(("12ab34"):match("%a+"), ("12ab34"):match("%d+", 3), ("__ab__"):match("%w+"), ("xyzFf09g"):match("%x+"))
print(("\228\246"):find("%a"), ("\228"):find("%A"))
