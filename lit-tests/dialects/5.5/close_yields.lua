-- Close handlers that yield.
local function new(name, ...)
  local values = {...}
  return setmetatable({}, {__close = function(_, e)
    for _, v in ipairs(values) do print(name, "got", coroutine.yield(name, v, e)) end
  end})
end
local function run(label, f, ...)
  local co = coroutine.create(f)
  local r = table.pack(coroutine.resume(co, ...))
  for i = 1, 20 do
    for j = 1, r.n do r[j] = tostring(r[j]) end
    print(label, coroutine.status(co), table.concat(r, " "))
    if coroutine.status(co) == "dead" then return end
    r = table.pack(coroutine.resume(co, i))
  end
end
run("block", function() do local a <close> = new("a", 1, 2) local b <close> = new("b", 3) end return "end" end)
run("return", function(...) local a <close> = new("a", 1) local b <close> = new("b", 2) return ..., "kept" end, "x", "y")
run("break", function() for i = 1, 2 do local a <close> = new("a", i) if i == 2 then break end end return "end" end)
run("goto", function() do local a <close> = new("a", 1) goto out end ::out:: return "end" end)
run("loop value", function() for i in next, {1}, nil, new("for", 1) do coroutine.yield("body") end return "end" end)
run("error", function()
  return pcall(function() local a <close> = new("a", 1, 2) local b <close> = new("b", 3) error("failed", 0) end)
end)
run("error in handler", function()
  return pcall(function()
    local a <close> = new("a", 1)
    local b <close> = setmetatable({}, {__close = function(_, e) coroutine.yield("b", e) error("from b", 0) end})
    error("failed", 0)
  end)
end)
run("xpcall", function()
  return xpcall(function() local a <close> = new("a", 1) error("failed", 0) end, function(m) return "handled " .. m end)
end)
run("nested", function()
  local outer <close> = new("outer", 1)
  local r = {pcall(function() local inner <close> = new("inner", 2) error("in", 0) end)}
  return table.unpack(r)
end)
run("not caught", function() local a <close> = new("a", 1) error("dies", 0) end)
run("pcall in a handler", function()
  local a <close> = setmetatable({}, {__close = function() print("inside", pcall(coroutine.yield, "in pcall")) end})
  return "result"
end)
run("tail position", function() local a <close> = new("a", 1) return (function(...) return ... end)(1, 2, 3) end)
run("many results", function() local a <close> = new("a", 1) return select("#", table.unpack({}, 1, 300)), table.unpack({7, 8, 9}) end)
-- wrap, and a generator whose loop is left early
local function generate(n)
  local co = coroutine.wrap(function()
    local guard <close> = setmetatable({}, {__close = function(_, e) print("generator closed", e) end})
    for i = 1, n do coroutine.yield(i) end
  end)
  return co
end
for i in generate(3) do io.write(i, " ") end
for i in generate(3) do io.write(i, " ") if i == 2 then break end end
print()
