-- Yields inside the iterators of generic for, in their loops, and through coroutines that iterate.
local function pack(...) return {n = select("#", ...), ...} end
local function run(label, f)
  local co = coroutine.create(f)
  local send
  for i = 1, 12 do
    local r = pack(coroutine.resume(co, send))
    for j = 1, r.n do r[j] = tostring(r[j]) end
    print(label, table.concat(r, " "), coroutine.status(co))
    if coroutine.status(co) == "dead" then break end
    send = i
  end
end

run("iterator", function()
  local n = 0
  for a, b in function(s, c) n = n + 1; if n < 4 then return n, coroutine.yield("it", n) end end do
    print("loop", a, b)
  end
  return "done"
end)
run("body", function()
  for k, v in ipairs {"a", "b"} do print(k, v, coroutine.yield(k)) end
  for k, v in pairs {x = 1} do print(k, v, coroutine.yield(k)) end
  for i = 3, 1, -1 do print(i, coroutine.yield(i)) end
  return "done"
end)
run("yield as iterator", function()
  local n = 0
  for v in coroutine.yield do
    n = n + 1
    print("value", v)
    if n == 3 then break end
  end
  return n
end)
run("callable iterator", function()
  local it = setmetatable({}, {__call = function(self, s, c) if not c then return coroutine.yield("first") end end})
  for v in it do print("called", v) end
  return "done"
end)

-- Generators: each step is a resume of another coroutine.
local function range(n)
  return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, i * i) end end)
end
for i, sq in range(3) do io.write(i, "=", sq, " ") end
print()
local function filter(p, g)
  return coroutine.wrap(function() for n in g do if n % p ~= 0 then coroutine.yield(n) end end end)
end
local g = coroutine.wrap(function() for n = 2, 60 do coroutine.yield(n) end end)
local primes = {}
while true do
  local p = g()
  if not p then break end
  primes[#primes + 1] = p
  g = filter(p, g)
end
print(table.concat(primes, " "))
local function permute(a, n)
  if n == 0 then coroutine.yield(table.concat(a)) end
  for i = 1, n do
    a[i], a[n] = a[n], a[i]
    permute(a, n - 1)
    a[i], a[n] = a[n], a[i]
  end
end
for p in coroutine.wrap(function() permute({"a", "b", "c"}, 3) end) do io.write(p, " ") end
print()
