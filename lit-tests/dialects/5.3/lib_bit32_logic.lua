-- bit32: logic on 32 bits, conversion of operands.
local function x(n) return string.format("%08x", n) end
local values = {0, 1, -1, 0xff, 0xdeadbeef, 2^31, 2^32 - 1, 2^32, 2^32 + 5, -2^31, 2^52, -5}
for _, a in ipairs(values) do
  local line = {x(bit32.bnot(a))}
  for _, b in ipairs(values) do line[#line + 1] = x(bit32.band(a, b)) .. "/" .. x(bit32.bor(a, b)) .. "/" .. x(bit32.bxor(a, b)) .. (bit32.btest(a, b) and "t" or "f") end
  print(a, table.concat(line, " "))
end
print(bit32.band(), bit32.bor(), bit32.bxor(), bit32.btest(), bit32.band(7), bit32.band(7, 6, 4), bit32.bor(1, 2, 4), bit32.bxor(1, 3, 7))
print(bit32.band("7", 3), bit32.bor("0x10", 1), bit32.bnot("0"))
print(pcall(function() return bit32.band(2.5, 3) end))
print(bit32.band(2.0, 3), bit32.bnot(2.0^32))
for _, name in ipairs{"band", "bor", "bxor", "btest", "bnot"} do
  print(pcall(function() return bit32[name]("x") end)) print(pcall(function() return bit32[name]({}) end)) print(pcall(function() return bit32[name](1, nil, 2) end))
end
print(pcall(function() return bit32.bnot() end))
print(bit32.bxor(bit32.bxor(0x12345678, 0x9abcdef0), 0x9abcdef0) == 0x12345678, bit32.bor(0xf0, 0x0f) == 0xff)
