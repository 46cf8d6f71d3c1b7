-- Names are found without following the whole chain of accesses that led to a value.
for _, n in ipairs({10, 30000}) do
  local f = assert(load("return a" .. (".b"):rep(n), "=chain"))
  a = {}
  local t = a
  for _ = 1, n - 2 do
    t.b = {}
    t = t.b
  end
  print(pcall(f))
  t.b = {}
  print(pcall(f))
  t.b = 5
  print(pcall(f))
end
