-- A Lisp: a reader, environments as chains of tables, and an evaluator with closures.
-- suite: calls
-- quick: 10
local n = tonumber(arg and arg[1]) or 150

local function read(text)
  local tokens, at = {}, 0
  for token in text:gsub("[()]", " %0 "):gmatch("%S+") do tokens[#tokens + 1] = token end
  local function form()
    at = at + 1
    local token = tokens[at]
    if token ~= "(" then return tonumber(token) or token end
    local list = {}
    while tokens[at + 1] ~= ")" do list[#list + 1] = form() end
    at = at + 1
    return list
  end
  local forms = {}
  while at < #tokens do forms[#forms + 1] = form() end
  return forms
end

local function extend(parent) return setmetatable({}, { __index = parent }) end

local evaluate
local special = {}
function special.define(list, environment)
  environment[list[2]] = evaluate(list[3], environment)
end
special["if"] = function(list, environment)
  if evaluate(list[2], environment) then return evaluate(list[3], environment) end
  return evaluate(list[4], environment)
end
function special.lambda(list, environment)
  local parameters, body = list[2], list[3]
  return function(...)
    local inner = extend(environment)
    for i, name in ipairs(parameters) do inner[name] = (select(i, ...)) end
    return evaluate(body, inner)
  end
end
function special.let(list, environment)
  local inner = extend(environment)
  for _, pair in ipairs(list[2]) do inner[pair[1]] = evaluate(pair[2], environment) end
  return evaluate(list[3], inner)
end

function evaluate(form, environment)
  local kind = type(form)
  if kind == "string" then
    local value = environment[form]
    if value == nil then error("unbound variable " .. form) end
    return value
  elseif kind == "number" then
    return form
  end
  local head = form[1]
  local handler = special[head]
  if handler then return handler(form, environment) end
  local callee = evaluate(head, environment)
  local count = #form
  if count == 2 then return callee(evaluate(form[2], environment)) end
  if count == 3 then return callee(evaluate(form[2], environment), evaluate(form[3], environment)) end
  local arguments = {}
  for i = 2, count do arguments[i - 1] = evaluate(form[i], environment) end
  return callee((table.unpack or unpack)(arguments))
end

local globals = {
  ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end, ["<"] = function(a, b) return a < b end,
  ["="] = function(a, b) return a == b end, mod = function(a, b) return a % b end,
  cons = function(a, b) return { a, b } end, car = function(pair) return pair[1] end,
  cdr = function(pair) return pair[2] end, ["null?"] = function(value) return value == false end,
  ["nil"] = false,
}
local forms = read([[
  (define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))
  (define range (lambda (from to) (if (< to from) nil (cons from (range (+ from 1) to)))))
  (define fold (lambda (f start list)
    (if (null? list) start (fold f (f start (car list)) (cdr list)))))
  (define map (lambda (f list) (if (null? list) nil (cons (f (car list)) (map f (cdr list))))))
  (define compose (lambda (f g) (lambda (x) (f (g x)))))
  (define step (compose (lambda (x) (mod x 101)) (lambda (x) (* x x))))
  (define sums (lambda (k) (if (= k 0) 0
    (let ((rest (sums (- k 1)))) (mod (+ rest (fold + k (map step (range 1 40)))) 9973)))))
  (+ (fib 12) (sums 20))
]])
for i = 1, #forms - 1 do evaluate(forms[i], globals) end
local total = 0
for _ = 1, n do total = total + evaluate(forms[#forms], globals) end
print(string.format("%d", total))
