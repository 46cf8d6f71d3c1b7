-- Concatenations around the length from which strings are long, of strings and numbers.
local function show(s) io.write(#s, " ", s, "\n") end
for n = 0, 45 do
  local s = ("x"):rep(n)
  show(s .. 1)
  show(1 .. s)
  show(s .. 2.5 .. s)
  show(s .. "ab" .. s .. -7)
  show(s .. math.mininteger .. 1e300)
  show(1e15 .. s .. 1e100 .. 0.1)
end
for n = 1, 12 do
  local s = ("abcdefghijklm"):sub(1, n)
  show(s .. s .. s .. s)
  show(s .. 1 / 0 .. s .. -1 / 0)
  show("" .. s .. "" .. n .. "")
  print(s .. s == s:rep(2), (s .. n .. s) == table.concat({s, n, s}))
end
show("a\0b" .. "\0" .. 1 .. "c\0")
local t = {}
t[("k"):rep(20) .. 1] = 1
t[("k"):rep(45) .. 1] = 2
print(t[("k"):rep(19) .. "k" .. 1], t[("k"):rep(44) .. "k1"])
