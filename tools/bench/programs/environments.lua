-- An interpreter of a small language whose scopes are tables that inherit from one another, each by
-- a metatable of its own.
-- suite: objects
-- quick: 8
local n = tonumber(arg and arg[1]) or 110

local function scope(parent) return setmetatable({}, { __index = parent }) end

local run = {}
local function evaluate(node, env) return run[node.kind](node, env) end
function run.number(node) return node.value end
function run.name(node, env) return env[node.name] end
function run.add(node, env) return evaluate(node[1], env) + evaluate(node[2], env) end
function run.subtract(node, env) return evaluate(node[1], env) - evaluate(node[2], env) end
function run.less(node, env) return evaluate(node[1], env) < evaluate(node[2], env) end
run["if"] = function(node, env)
  if evaluate(node[1], env) then return evaluate(node[2], env) end
  return evaluate(node[3], env)
end
function run.let(node, env)
  local inner = scope(env)
  inner[node.name] = evaluate(node.value, env)
  return evaluate(node.body, inner)
end
function run.call(node, env)
  local f = env[node.name]
  local inner = scope(f.env)
  for i, parameter in ipairs(f.parameters) do inner[parameter] = evaluate(node.arguments[i], env) end
  return evaluate(f.body, inner)
end

local function number(value) return { kind = "number", value = value } end
local function name(of) return { kind = "name", name = of } end
local function node(kind, ...) return { kind = kind, ... } end
local function call(of, ...) return { kind = "call", name = of, arguments = { ... } } end
local function let(of, value, body) return { kind = "let", name = of, value = value, body = body } end

local globals = { limit = 2 }
local function define(of, parameters, body) globals[of] = { env = globals, parameters = parameters, body = body } end
define("fib", { "n" }, node("if", node("less", name("n"), name("limit")), name("n"),
  let("previous", node("subtract", name("n"), number(1)),
    node("add", call("fib", name("previous")), call("fib", node("subtract", name("previous"), number(1)))))))
define("sum", { "from", "to", "start" }, node("if", node("less", name("to"), name("from")), name("start"),
  let("next", node("add", name("from"), number(1)),
    call("sum", name("next"), name("to"), node("add", name("start"), name("from"))))))

local total = 0
for i = 1, n do
  total = total + evaluate(call("fib", number(16 + i % 3)), globals)
  for _ = 1, 20 do total = total + evaluate(call("sum", number(1), number(100), number(0)), globals) end
end
print(string.format("%d", total))
