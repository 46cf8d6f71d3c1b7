"""Random Lua programs that end, and print the same in every right implementation of their dialect.

Functions with loops work on numbers, strings, arrays, objects with classes, closures and coroutines; between and
inside their hot loops the world changes: metatables, methods, fields, builtins, kinds of elements."""
import random

from random_statements import Block, Statements

MAX_COST = 8000  # statements that a call of a function may run


def render(nodes, indent=""):
    lines = []
    for node in nodes:
        if isinstance(node, Block):
            lines.append(indent + node.header)
            lines.append(render(node.body, indent + "  ").rstrip("\n"))
            lines.append(indent + node.footer)
        else:
            lines.append(indent + node)
    return "\n".join(line for line in lines if line.strip()) + "\n"


PRELUDE = """
local unpack = table.unpack or unpack
local function text(v)
  local t = type(v)
  if t == "number" or t == "string" or t == "boolean" or t == "nil" then return tostring(v) end
  return t
end
local function show(...)
  local r = {}
  for i = 1, select("#", ...) do r[i] = text((select(i, ...))) end
  print(table.concat(r, " "))
end
local digested, byte, find, select = 0, string.byte, string.find, select
local function digest(...)
  for i = 1, select("#", ...) do
    local s = text((select(i, ...)))
    if not find(s, "nan", 1, true) then
      for k = 1, #s < 60 and #s or 60 do digested = (digested * 31 + byte(s, k)) % 1000003 end
    end
  end
end
local function count_to(n) local i = 0 return function() i = i + 1 if i <= n then return i, i % 3 end end end
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local function sum(n) if n == 0 then return 0 end return n + sum(n - 1) end
local function tail(n, s) if n == 0 then return s end return tail(n - 1, s + n) end
local odd
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
local lowest = setmetatable({c = 3, d = 4}, {__index = function(t, k) return k end})
local lower = setmetatable({b = 2}, {__index = lowest})
local deep = setmetatable({a = 1}, {__index = lower, __concat = function() return "cat" end, __len = function() return 9 end,
  __call = function(self, n) return n end, __newindex = function(t, k, v) rawset(t, k, v) end})
local function short(s) return string.sub(s, 1, 12) end
local floor, original = math.floor, {floor = math.floor, max = math.max, sub = string.sub, byte = string.byte}
local Base = {kind = "base", weight = 3}
Base.__index = Base
function Base.get(self) return self.x end
function Base.add(self, n) self.x = self.x + n return self.x end
function Base.twice(self) return self:get() * 2 end
local Derived = setmetatable({kind = "derived"}, Base)
Derived.__index = Derived
function Derived.get(self) return self.x + 1 end
local Vector = {}
Vector.__index = Vector
local function vector(a) return setmetatable({a = a}, Vector) end
local function number_of(v) return type(v) == "table" and rawget(v, "a") or tonumber(v) or 0 end
Vector.__add = function(p, q) return vector(number_of(p) + number_of(q)) end
Vector.__sub = function(p, q) return vector(number_of(p) - number_of(q)) end
Vector.__mul = function(p, q) return number_of(p) * 2 + number_of(q) end
Vector.__unm = function(p) return vector(-number_of(p)) end
Vector.__lt = function(p, q) return number_of(p) < number_of(q) end
Vector.__le = function(p, q) return number_of(p) <= number_of(q) end
Vector.__eq = function(p, q) return number_of(p) == number_of(q) end
Vector.__concat = function(p, q) return "v" .. short(tostring(number_of(p))) end
Vector.__len = function(p) return 7 end
Vector.__call = function(p, q) return number_of(p) + number_of(q) end
local function object(class, x) return setmetatable({x = x, y = 2}, class) end
local numbers, mixed, sparse, dense = {}, {}, {}, {}
for i = 1, 20 do numbers[i] = i * 3 % 7 dense[i] = i / 2 mixed[i] = i % 5 == 0 and "s" .. i or i / 2 sparse[i * 3] = i end
local objects = {object(Base, 1), object(Derived, 2), object(Base, 3.5), vector(4), {x = 5, add = function(s, n) return n end}}
count, total, name = 0, 0.5, "global"
""".strip().split("\n")

NUMBERS = ("0", "1", "2", "3", "-1", "7", "10", "0.5", "1.5", "-0.0", "2.0", "1e15", "-3", "100", "255",
           "2^31", "2^53", "1/0", "-1/0", "0/0", "1e308")
INTEGERS = ("math.maxinteger", "math.mininteger", "0x7fffffff", "9007199254740993", "-9223372036854775807")
STRINGS = ("''", "'a'", "'abc'", "'10'", "'0x10'", "'1.5'", "' 7 '", "'x y'", "name", "'kind'")
FIELDS = ("x", "y", "kind", "weight", "extra", "get", "z")


class Generator(Statements):
    def __init__(self, seed, dialect):
        self.r = random.Random("%s %d" % (dialect, seed))
        self.integers = dialect >= "5.3"
        self.goto = dialect >= "5.2"
        self.dialect = dialect
        self.functions = []  # pairs of name and cost
        self.fresh = 0
        self.scope = []  # pairs of a local variable's name and its kind
        self.cost = 1
        self.spent = 0
        self.loops = 0
        self.varargs = False

    # --- names ---
    def new(self, kind):
        self.fresh += 1
        return "%s%d" % (kind, self.fresh)

    def pick(self, *choices):
        return self.r.choice(choices)

    def chance(self, p):
        return self.r.random() < p

    def local_of(self, kind):
        names = [n for n, k in self.scope if k == kind]
        return self.r.choice(names[-6:]) if names else None

    # --- expressions ---
    def number(self, depth=0):
        r = self.r.random()
        name = self.local_of("n")
        if depth > 2 or r < 0.35:
            if name and self.chance(0.75):
                return name
            if self.integers and self.chance(0.08):
                return self.r.choice(INTEGERS)
            return self.r.choice(NUMBERS) if self.chance(0.4) else str(self.r.randint(-5, 40))
        if r < 0.62:
            operators = ["+", "-", "*", "+", "-", "/", "%"]
            if self.integers:
                operators += ["//", "&", "|", "~"] if self.chance(0.4) else ["//"]
            op = self.r.choice(operators)
            a, b = self.number(depth + 1), self.number(depth + 1)
            if op in "&|~":
                return "(floor(%s %% 1000) %s %s)" % (self.safe(a), op, self.r.randint(0, 70))
            return "(%s %s %s)" % (a, op, b)
        return self.number_from_world(depth)

    def safe(self, a):
        """A number that has a remainder that is finite."""
        return "(%s == %s and %s < 1e15 and %s > -1e15 and %s or 3)" % (a, a, a, a, a) if a.isidentifier() else "5"

    def number_from_world(self, depth):
        n = lambda: self.number(depth + 1)
        makers = [
            lambda: "(- %s)" % n(),
            lambda: "floor(%s)" % self.finite(n()),
            lambda: "math.max(%s, %s)" % (n(), n()),
            lambda: "math.min(%s, %s)" % (n(), n()),
            lambda: "math.abs(%s)" % n(),
            lambda: "#%s" % self.string(depth + 1),
            lambda: "#dense",
            lambda: "(%s or 1)" % self.element(),
            lambda: "(%s and %s or %s)" % (self.condition(depth + 1), n(), n()),
            lambda: "(tonumber(%s) or 0)" % self.string(depth + 1),
            lambda: "count",
            lambda: "total",
            lambda: "(%s.x or 4)" % self.object(),
            lambda: "(%s.%s)" % (self.object(), self.pick("x", "y", "weight")),
            lambda: "%s:%s(%s)" % (self.object(), self.pick("get", "add", "twice", "add"), n()),
            lambda: "(string.byte(%s, %s) or 9)" % (self.string(depth + 1), self.r.randint(-2, 4)),
            lambda: "select('#'%s)" % "".join(", " + self.any(2) for _ in range(self.r.randint(0, 3))),
        ]
        f = self.local_of("f")
        if f:
            makers += [lambda: "%s(%s)" % (f, n())] * 3
        if self.varargs:
            makers += [lambda: "select('#', ...)", lambda: "(... or 2)"]
        return self.r.choice(makers)()

    def finite(self, a):
        return a if not a.isidentifier() else "(%s == %s and %s %% 1000 or 1)" % (a, a, a)

    def element(self):
        index = self.pick("%d" % self.r.randint(-1, 22), self.local_of("n") or "1", self.local_of("i") or "2",
                          self.local_of("i") or "3")
        return "%s[%s]" % (self.array(), index)

    def array(self):
        return self.local_of("a") or self.pick("numbers", "mixed", "sparse") if self.chance(0.5) else \
            self.pick("numbers", "mixed", "sparse", "numbers")

    def object(self):
        return self.local_of("o") or self.pick("objects[1]", "objects[2]") if self.chance(0.5) else \
            "objects[%s]" % self.pick("1", "2", "3", "4", "5", "1", "2")

    def string(self, depth=0):
        r = self.r.random()
        if depth > 2 or r < 0.4:
            name = self.local_of("s")
            return name if name and self.chance(0.7) else "(%s)" % self.r.choice(STRINGS)
        s = lambda: self.string(depth + 1)
        makers = [
            lambda: "short(%s .. %s)" % (s(), s()),
            lambda: "short(%s .. %s)" % (s(), self.r.randint(0, 9)),
            lambda: "string.sub(%s, %d, %d)" % (s(), self.r.randint(-3, 3), self.r.randint(-3, 5)),
            lambda: "string.upper(%s)" % s(),
            lambda: "short(string.rep(%s, %d))" % (s(), self.r.randint(0, 3)),
            lambda: "string.char(%s %% 26 + 65)" % self.pick(str(self.r.randint(0, 99)), self.local_of("i") or "4"),
            lambda: "%s:lower()" % s(),
            lambda: "text(%s)" % self.any(depth + 1),
            lambda: "type(%s)" % self.any(depth + 1),
            lambda: "tostring(%s)" % (self.local_of("i") or "12"),
            lambda: "(%s.kind or 'none')" % self.object(),
            lambda: "string.format('%%d,%%s', %d, %s)" % (self.r.randint(0, 99), s()),
        ]
        return self.r.choice(makers)()

    def condition(self, depth=0):
        makers = [
            lambda: "%s %s %s" % (self.number(depth + 1), self.pick("<", "<=", ">", ">=", "==", "~="), self.number(depth + 1)),
            lambda: "%s %s %s" % (self.string(depth + 1), self.pick("<", "==", "~=", "<="), self.string(depth + 1)),
            lambda: "%s %s %s" % (self.object(), self.pick("==", "~="), self.object()),
            lambda: "not %s" % self.any(depth + 1),
            lambda: "%s" % self.element(),
            lambda: "%s.%s" % (self.object(), self.r.choice(FIELDS)),
            lambda: "%s == nil" % self.any(depth + 1),
        ]
        if self.local_of("i"):
            makers += [lambda: "%s %% %d == %d" % (self.local_of("i"), self.r.randint(2, 9), self.r.randint(0, 1))] * 4
        if depth < 2:
            makers += [lambda: "(%s %s %s)" % (self.condition(depth + 1), self.pick("and", "or"), self.condition(depth + 1))]
        return self.r.choice(makers)()

    def any(self, depth=0):
        makers = [self.number, self.number, self.string]
        if depth < 3:
            return self.r.choice(makers + [
                lambda d: self.element(), lambda d: "nil", lambda d: self.pick("true", "false"),
                lambda d: "%s.%s" % (self.object(), self.r.choice(FIELDS)), lambda d: self.object(),
                lambda d: "(%s)" % self.condition(d)])(depth + 1)
        return self.r.choice(makers)(depth)

    # --- statements ---
    def block(self, size):
        mark = len(self.scope)
        body = []
        for _ in range(size):
            self.spent += self.cost
            if self.spent > MAX_COST:
                break
            body.append(self.statement())
        del self.scope[mark:]
        return body

    def statement(self):
        makers = [(8, self.declare), (8, self.assign), (5, self.branch), (4, self.store), (2, self.call),
                  (1.2, self.change_world), (1, self.report), (1.2, self.closure), (0.8, self.protected),
                  (0.7, self.coroutine)]
        if self.cost < 2000 and self.loops < 3:
            makers.append((4, self.loop))
        if self.loops:
            makers.append((0.7, self.leave))
        makers += self.richer_statements()
        total = sum(w for w, _ in makers)
        at = self.r.random() * total
        for weight, make in makers:
            at -= weight
            if at <= 0:
                return make()
        return self.declare()

    def declare(self):
        kind = self.pick("n", "n", "n", "s", "o", "a")
        value = {"n": self.number, "s": self.string, "o": self.object, "a": self.array}[kind]()
        if kind == "a" and self.chance(0.5):
            value = "{%s}" % ", ".join(self.number(2) for _ in range(self.r.randint(0, 5)))
        if kind == "o" and self.chance(0.5):
            value = "object(%s, %s)" % (self.pick("Base", "Derived"), self.number(1))
        name = self.new(kind)
        self.scope.append((name, kind))
        return "local %s = %s" % (name, value)

    def assign(self):
        kind = self.pick("n", "n", "n", "s")
        name = self.local_of(kind)
        if not name or self.chance(0.15):
            if self.chance(0.5):
                return "total = total + %s" % self.number(1)
            return "count = (count + 1) % 1000"
        if kind == "n":
            if self.chance(0.02):
                return "%s = %s" % (name, self.string())
            if self.chance(0.4):
                return "%s = %s %s %s" % (name, name, self.pick("+", "-", "+"), self.number(1))
            other = self.local_of("n")
            if self.chance(0.2):
                return "%s, %s = %s, %s" % (name, other, other, self.number(1))
            return "%s = %s" % (name, self.number())
        return "%s = %s" % (name, self.string())

    def branch(self):
        cut = len(self.scope)
        node = Block("if %s then" % self.condition(), self.block(self.r.randint(1, 3)))
        if self.chance(0.4):
            node.body += [Block("else", self.block(self.r.randint(1, 2)), "")]
        del self.scope[cut:]
        return node

    def loop(self):
        times = self.r.choice((3, 5, 9, 20, 70))
        before, self.cost = self.cost, self.cost * times
        mark = len(self.scope)
        i = self.new("i")
        how = self.r.random()
        footer = "end"
        if how < 0.55:
            step = self.pick("", "", "", ", 1", ", 2", ", 0.5") if self.chance(0.8) else ""
            factor = {", 2": 2, ", 0.5": 0.5}.get(step, 1)
            header = "for %s = 1, %s%s do" % (i, str(int(times * factor)), step)
            if self.chance(0.15):
                header = "for %s = %d, 1, -1 do" % (i, times)
        elif how < 0.7:
            v = self.new("n")
            header = "for %s, %s in ipairs(%s) do" % (i, v, self.pick("dense", self.array()))
            self.cost = before * 25
        elif how < 0.85:
            header = "local %s = 0 while %s < %d do %s = %s + 1" % (i, i, times, i, i)
        else:
            header = "local %s = 0 repeat %s = %s + 1" % (i, i, i)
            footer = "until %s >= %d" % (i, times)
        self.scope.append((i, "i"))
        if 0.55 <= how < 0.7:
            self.scope.append((v, "n"))
        self.loops += 1
        node = Block(header, self.block(self.r.randint(1, 5)), footer)
        self.loops -= 1
        del self.scope[mark:]
        self.cost = before
        return Block("do", [node]) if how >= 0.7 else node

    def leave(self):
        return "if %s then break end" % self.condition()

    def store(self):
        a, i = self.array(), self.local_of("i")
        index = self.pick(str(self.r.randint(1, 24)), i or "1", "%s + 1" % i if i else "2", "'x'", "1.5")
        return self.pick(
            "dense[#dense %% 60 + 1] = %s" % self.number(),
            "if #dense > 3 then dense[#dense] = nil end",
            "dense[(%s) %% #dense + 1] = %s" % (i or "3", self.number(1)),
            "%s[%s] = %s" % (a, index, self.number()),
            "%s[%s] = %s" % (a, index, self.any()),
            "%s.%s = %s" % (self.object(), self.pick("x", "y", "z"), self.number()),
            "%s.%s = %s" % (self.object(), self.pick("x", "extra", "kind"), self.number(2)),
            "%s.x = %s.x + %s" % (self.object(), self.object(), self.number(2)),
        )

    def call(self):
        known = [(n, c) for n, c in self.functions if c * self.cost < MAX_COST * 4]
        if not known:
            return "show(%s, %s)" % (self.number(), self.string()) if self.cost < 10 else "count = count + 1"
        name, cost = self.r.choice(known)
        self.spent += cost * self.cost
        target = self.new("n")
        made = "local %s = %s(%s, %s) or 1" % (target, name, self.number(), self.any())
        self.scope.append((target, "n"))
        return made

    def report(self):
        if self.cost > 100:
            return "count = count + #%s" % self.string()
        return "show(%s)" % ", ".join(self.any() for _ in range(self.r.randint(1, 3)))

    def closure(self):
        f = self.new("f")
        n = self.local_of("n")
        body = self.pick("return p + 1", "total = total + p return p", "return p * 2 - %s" % (n or "1"),
                         "%s = p return %s" % ((n, n) if n else ("total", "total")),
                         "if p > 10 then return 10 end return p")
        self.scope.append((f, "f"))
        return "local function %s(p) %s end" % (f, body)

    def protected(self):
        mark = len(self.scope)
        body = self.block(self.r.randint(1, 3))
        del self.scope[mark:]
        loops, self.loops = self.loops, 0
        varargs, self.varargs = self.varargs, False
        body = self.block(self.r.randint(1, 3))
        if self.chance(0.5):
            body.append("error(%s)" % self.pick(self.string(), "{}", self.number(), "nil"))
        self.loops, self.varargs = loops, varargs
        del self.scope[mark:]
        ok, e = self.new("k"), self.new("e")
        return Block("do local %s, %s = pcall(function()" % (ok, e), body,
                     "end) %s end" % ("show(%s, %s)" % (ok, e) if self.cost < 100 else "count = count + 1"))

    def coroutine(self):
        mark = len(self.scope)
        loops, self.loops = self.loops, 0
        varargs, self.varargs = self.varargs, False
        body = self.block(self.r.randint(1, 3))
        body.insert(self.r.randint(0, len(body)), "total = total + (coroutine.yield(%s) or 1)" % self.number(2))
        self.loops, self.varargs = loops, varargs
        del self.scope[mark:]
        w = self.new("w")
        return Block("do local %s = coroutine.create(function(p)" % w, body,
                     "end) show(coroutine.resume(%s, 1)) show(coroutine.resume(%s, 2)) end" % (w, w)
                     if self.cost < 100 else
                     "end) coroutine.resume(%s, 1) coroutine.resume(%s, 2) end" % (w, w))

    def change_world(self):
        o, n = self.object(), self.number(2)
        changes = [
            "setmetatable(%s, %s)" % (o, self.pick("Base", "Derived", "Vector", "nil", "Base", "Derived")),
            "%s.%s = nil" % (o, self.pick("x", "y", "z", "kind")),
            "%s.%s = %s" % (self.pick("Base", "Derived"), self.pick("weight", "kind", "extra"), n),
            "Base.get = function(self) return %s end" % n,
            "Derived.add = function(self, n) return n - 1 end",
            "Derived.add = nil",
            "Derived.get = nil",
            "Base.__index = %s" % self.pick("Base", "function(t, k) return 6 end", "Derived", "Base"),
            "Derived.__index = %s" % self.pick("Derived", "function(t, k) return rawget(t, 'y') end", "Base"),
            "Derived.__newindex = %s" % self.pick("nil", "function(t, k, v) rawset(t, k, v) end", "nil"),
            "Vector.__add = function(p, q) return %s end" % n,
            "math.max = %s" % self.pick("original.max", "function(a, b) return a end", "math.min"),
            "string.sub = %s" % self.pick("original.sub", "function(s) return s end"),
            "string.byte = %s" % self.pick("original.byte", "function(s) return 65 end"),
            "floor = %s" % self.pick("original.floor", "math.abs", "function(a) return 2 end"),
            "dense[2] = %s" % self.pick("1", "0.5", "'e'", "true"),
            "%s[%d] = %s" % (self.array(), self.r.randint(1, 20), self.pick("1.5", "'e'", "nil", "{}", "true", "2")),
            "table.insert(dense, %s)" % self.pick(n, "'d'", "{}"),
            "if #dense > 2 then table.remove(dense) end",
            "dense = {%s, 2, 3}" % n,
            "setmetatable(%s, {__index = function(t, k) return type(k) == 'number' and k < 30 and 3 or nil end})" % self.pick("numbers", "sparse"),
            "setmetatable(%s, nil)" % self.pick("numbers", "sparse", "mixed"),
            "setmetatable(sparse, {__newindex = function(t, k, v) rawset(t, k, v) end})",
            "objects[%d] = object(%s, %s)" % (self.r.randint(1, 5), self.pick("Base", "Derived", "Vector"), n),
            "total = %s" % self.pick("0", "0.5", "1e10", "'3'"),
            "count = %s" % self.pick("0", "1.5", "2"),
        ]
        change = self.r.choice(changes)
        i = self.local_of("i")
        if i and self.chance(0.8):
            return "if %s == %d then %s end" % (i, self.r.randint(1, 70), change)
        return change

    # --- whole programs ---
    def function(self):
        name = self.new("fn")
        self.scope = [("a", "n"), ("b", "n" if self.chance(0.5) else "x"), ("numbers", "a")]
        self.spent, self.cost, self.loops = 0, 1, 0
        self.varargs = self.chance(0.2)
        body = self.block(self.r.randint(3, 9))
        result = self.pick("a", "total", "count", "a + 1", "numbers[1]")
        parameters = "a, b" + (", ..." if self.varargs else "")
        node = Block("local function %s(%s)" % (name, parameters), body + ["do return %s end" % result])
        self.functions.append((name, max(self.spent, 1)))
        self.varargs = False
        return node

    def program(self):
        body = list(PRELUDE)
        body += [self.function() for _ in range(self.r.randint(1, 4))]
        calls = []
        for name, cost in self.functions:
            times = max(2, min(20, MAX_COST * 4 // cost))
            self.scope = [("i", "i")]
            calls.append(Block("for i = 1, %d do" % times, [
                self.change_world(),
                "local ok, e = pcall(%s, i, %s)" % (name, self.any(1)),
                "if i %% %d == 1 then show(%r, ok, e) end" % (max(1, times // 4), name),
            ]))
        body += calls
        body += ["show(count, total, digested, #dense, unpack(dense))", "for i = 1, 24 do show(numbers[i], mixed[i], sparse[i]) end",
                 "for i = 1, 5 do local o = objects[i] show(o.x, o.y, o.z, o.kind, rawget(o, 'extra')) end"]
        return body


def random_program(seed, dialect):
    """A list of statements, each a text or a Block."""
    return Generator(seed, dialect).program()
