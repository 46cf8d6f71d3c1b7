-- Switches of coroutines in each place where a call can stand, with all numbers of values, and
-- stacks that outgrow the room that a coroutine has at first.
local unpack = table.unpack or unpack
local create, wrap, yield, resume, status =
  coroutine.create, coroutine.wrap, coroutine.yield, coroutine.resume, coroutine.status

local function sequence(first, last)
  local t = {}
  for i = first, last do t[#t + 1] = i end
  return unpack(t)
end

-- as a statement, an expression, the last argument, a tail call
local function tail(...) return yield(...) end
local co = create(function(...)
  yield(...)
  local a = yield(select('#', ...))
  local b, c, d = yield(a)
  print('three', b, c, d)
  print('all', yield(d))
  print('tail', tail(1, nil, 3))
  return tail()
end)
local function go(...) return resume(co, ...) end
print(status(co), go(1, nil, nil))
print(status(co), go())
print(status(co), (go('a', 'b')))
print(go('only'))
print(select('#', go(sequence(1, 20))))
print(go(nil, nil))
print(go('x'))
print(go('y', 'z'))
print(status(co), go())

-- more values than the stack of either side has room for
local many = create(function(...)
  local n = select('#', ...)
  while true do n = select('#', yield(sequence(1, n))) end
end)
for _, n in ipairs{0, 1, 39, 40, 41, 60, 100, 1000} do
  print(n, select('#', resume(many, sequence(1, n))))
end

-- a recursion that moves the stack while a closure has one of its variables
local function depth(n)
  local here = n
  local function get(change) here = here + change; return here end
  if n == 0 then yield(get) return 0 end
  local below = depth(n - 1)
  if n == 100 then yield(get) end
  return get(below)
end
local deep = wrap(function() local first = 7; local function f() first = first + 1; return first end
  yield(f); local sum = depth(100); return sum, f() end)
local f = deep()
print(f(), f())
local bottom = deep()
print(bottom(5), f())
local top = deep()
print(top(1), bottom(5), f())
print(deep())
print(top(1), bottom(5), f())

-- the variables of coroutines that die suspended live on in closures
local kept = {}
for i = 1, 200 do
  local c = wrap(function()
    local mine, other = i, {i}
    kept[i] = function() mine = mine + 1; return mine + other[1] end
    yield()
  end)
  c()
end
collectgarbage()
local sum = 0
for round = 1, 3 do
  for i = 1, 200 do sum = sum + kept[i]() end
  collectgarbage('step')
end
print(sum)

-- generic loops over wrapped functions, and what cannot be resumed
local function count(n) return wrap(function() for i = 1, n do yield(i, i * i) end end) end
local products = 0
for i, square in count(300) do products = products + i * square end
print(products)
for i in count(2) do for j in count(2) do print(i, j) end end
print(pcall(function() for _ in wrap(function() error('stop', 0) end) do end end))
local finished = count(0)
finished()
print(pcall(function() for _ in finished do end end))
print(pcall(function() return finished() end))
local itself; itself = wrap(function() return itself() end)
print(pcall(itself))
local running = coroutine.running()
if running then print(resume(running)) end

-- creation in places where there is something wrong with the argument
print(pcall(create), pcall(create, 1), pcall(wrap, nil), pcall(status, 1))
print(select('#', create(function() end), 1), type(wrap(function() end, 'more')))

-- hooks see the same switches
if debug.sethook then
  local lines = 0
  local hooked = create(function() for i = 1, 3 do yield(i) end end)
  debug.sethook(hooked, function() lines = lines + 1 end, 'l')
  while status(hooked) ~= 'dead' do resume(hooked) end
  print(lines)
end
