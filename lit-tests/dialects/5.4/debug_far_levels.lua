-- Levels far beyond the stack are found to be so at once.
local far = 2^31 - 1
local count = 0
for i = 1, 100 do
  if debug.getinfo(far - i) == nil then count = count + 1 end
end
print(count)
for i = 1, 50 do
  local got = pcall(debug.getlocal, far - i, 1) or pcall(debug.setlocal, far - i, 1, 1)
  local ok, e = pcall(error, "x", far - i)
  if not got and e == "x" then count = count + 1 end
end
print(count)
print(select(2, pcall(debug.getlocal, far, 1)))
print(debug.traceback("x", far))
print((debug.traceback('none', -2^31 + 1)))
