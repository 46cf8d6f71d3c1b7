-- Yields inside every metamethod that the interpreter calls.
local function pack(...) return {n = select("#", ...), ...} end
local log = {}
local function note(name)
  return function(a, b)
    log[#log + 1] = name
    return (coroutine.yield(name))
  end
end
local mt = {}
for _, e in ipairs {"add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "eq", "lt", "le", "call",
                    "index", "newindex", "len", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot"} do
  mt["__" .. e] = note(e)
end
local a, b = setmetatable({}, mt), setmetatable({}, mt)

-- Runs the function as a coroutine that gets each answer in turn.
local function run(label, f, ...)
  local co = coroutine.create(f)
  local answers, i = {...}, 0
  local r = pack(coroutine.resume(co))
  while coroutine.status(co) == "suspended" do
    i = i + 1
    print(label, "yields", r[2])
    r = pack(coroutine.resume(co, answers[i]))
  end
  for j = 1, r.n do r[j] = tostring(r[j]) end
  print(label, table.concat(r, " "))
end

run("add", function() return a + b end, 1)
run("add const", function() return a + 1, 2 + a end, 1, 2)
run("sub", function() return a - b end, 1)
run("mul", function() return a * 2 end, 1)
run("div", function() return a / b end, 1)
run("mod", function() return a % b end, 1)
run("pow", function() return 2 ^ b end, 1)
run("unm", function() return -a end, 1)
run("concat", function() return a .. b end, "x")
run("concat many", function() return "1" .. a .. "2" .. b .. "3" end, "x", "y")
run("concat left", function() return 1 .. 2 .. a end, "x")
run("eq", function() return a == b end, 1)
run("eq nil", function() return a == b end, nil)
run("ne", function() return a ~= b end, 1)
run("lt", function() return a < b end, false)
run("not lt", function() return not (a < b) end, false)
run("le", function() return a <= b end, 1)
run("gt", function() return a > b, a >= b end, 1, nil)
run("if", function() if a < b then return "then" else return "else" end end, 1)
run("if else", function() if a < b then return "then" else return "else" end end, nil)
run("and", function() return a < b and "and" or "or" end, false)
run("while", function() local n = 0 while a <= b do n = n + 1 end return n end, 1, 1, 1, false)
run("call", function() return a(1, 2) end, 1)
run("call in args", function() return tostring((a(1, 2))) end, 1)
run("index", function() return a.x end, 1)
run("index int", function() return a[1], a["a" .. 1] end, 1, 2)
run("method", function() return a:m(5) end, type)
run("newindex", function() a.x = 1; a[2] = 2; a["y" .. 1] = 3; return rawget(a, "x") end, 1, 2, 3)
run("len", function() return #a end, 7)
run("chain", function() return (a + b) .. (a - b), a.x == a.y end, 1, 2, 3, 4)
print(#log, table.concat(log, " "))
