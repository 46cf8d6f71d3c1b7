-- What the libraries contain.
for _, name in ipairs{"string", "table", "math", "bit32", "utf8"} do
  local names = {}
  for k, v in pairs(_G[name] or {}) do names[#names + 1] = k .. ":" .. type(v) end
  table.sort(names)
  print(name, #names, table.concat(names, " "))
end
print(math.pi, math.huge, math.maxinteger, math.mininteger)
print(string.format("%.17g %.17g", math.pi, math.rad(1)))
