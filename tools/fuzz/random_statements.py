"""Statements of random programs in which several features of the language meet in one hot loop.

Each maker gives a statement (a text or a Block) whose effect is the same in every right implementation: nothing
depends on addresses, on the order of pairs, or on when the collector runs."""


class Block:
    """A statement with statements inside."""

    def __init__(self, header, body, footer="end"):
        self.header, self.body, self.footer = header, body, footer


# Starts and limits of loops whose index gets to the ends of its range.
EDGES = (
    ("math.maxinteger - 3", "math.maxinteger", "1"),
    ("math.mininteger + 3", "math.mininteger", "-1"),
    ("math.maxinteger - 5", "math.huge", "2"),
    ("math.mininteger", "math.mininteger + 20", "7"),
    ("1", "math.huge", "math.maxinteger"),
    ("-3", "3.7", "2"),
    ("3", "-3.5", "-2"),
)
FLOAT_EDGES = (
    ("1", "0", "1"), ("1", "2", "0.25"), ("2^53 - 2", "2^53 + 2", "1"), ("1", "-1/0", "-1e300"), ("0.1", "1", "0.1"),
    ("-0.0", "0", "1"), ("1e15", "1e15 + 3", "1"), ("'1'", "3", "1"), ("1", "'3'", "1"), ("0/0", "3", "1"),
)
PATTERNS = ("'%d+'", "'[^a-c]'", "'(.)(.)'", "'a*'", "'^(%w)'", "'%s*$'", "'()b'", "'.-c'", "'%f[%a]%a+'", "'k'")
FORMATS = ("'%5.1f'", "'%g'", "'%.3g'", "'%e'", "'%.14g'", "'%a'")
INTEGER_FORMATS = ("'%d'", "'%5d|'", "'%x'", "'%-4d|'", "'%05d'", "'%c'", "'%+d'", "'%o'")
TEXT_FORMATS = ("'%s'", "'%10s|'", "'%-5s|'", "'%q'", "'%.2s'")
WRONG = (
    "local x = %(o)s.missing + 1", "local x = nowhere.field", "%(o)s:absent()", "local x = %(a)s[1][2][3][4]",
    "local x = #%(n)s", "local x = %(s)s < %(n)s", "nowhere(1)", "local x = {} .. %(s)s", "local x = -{}",
    "%(a)s[nil] = 1", "local x = %(o)s < 1", "string.rep()", "setmetatable(1, {})",
    "error({code = %(n)s})", "error(%(s)s, 2)", "error(nil)", "error()", "local x = math.floor({})", "ipairs()",
    "for i = 1, {} do end", "for i = 1, 2, 0 do break end", "local x = 1 < {}", "local x = 2 ^ {}", "select(0)",
    "string.char(-1)", "tostring()", "local t = setmetatable({}, {__index = function(t, k) error(k) end}) return t.key",
)


class Statements:
    """What `Generator` mixes in; it has the names, the expressions and the scopes."""

    def richer_statements(self):
        """Pairs of weights and makers."""
        makers = [(0.8, self.table_work), (0.8, self.text_work), (0.7, self.wrong), (0.6, self.swap), (0.6, self.chain),
                  (0.5, self.varargs_work), (0.5, self.recursion), (0.4, self.conversion), (0.3, self.loaded),
                  (0.3, self.environment)]
        if self.cost < 500 and self.loops < 3:
            makers += [(1, self.edge_loop), (0.8, self.iterated), (0.8, self.generator), (0.7, self.captured),
                       (0.6, self.matches), (0.7, self.elseifs)]
            if self.goto:
                makers.append((0.8, self.continued))
            if self.dialect >= "5.4":
                makers.append((0.8, self.closed))
        return makers

    def inner(self, size, times=1, variables=(), keeps_varargs=True):
        """Statements of a body of its own with these variables, run so many times."""
        mark, loops, varargs, cost = len(self.scope), self.loops, self.varargs, self.cost
        self.scope += variables
        self.cost *= times
        self.loops = loops + 1 if keeps_varargs else 0
        self.varargs = varargs and keeps_varargs
        body = self.block(size)
        del self.scope[mark:]
        self.loops, self.varargs, self.cost = loops, varargs, cost
        return body

    def shown(self, *values):
        """Prints, where not too much is printed."""
        if self.cost < 60:
            return "show(%s)" % ", ".join(values)
        return "digest(%s)" % ", ".join(values)

    # --- loops ---
    def edge_loop(self):
        i, k = self.new("i"), self.new("k")
        bounds = EDGES + FLOAT_EDGES if self.integers else FLOAT_EDGES
        body = ["%s = %s + 1" % (k, k), "if %s > 25 then break end" % k]
        body += self.inner(self.r.randint(1, 3), 10, [(i, "i")])
        return Block("do local %s = 0 local ok, e = pcall(function()" % k, [
            Block("for %s = %s, %s, %s do" % ((i,) + self.r.choice(bounds)),
                  self.without_varargs(body) + [self.shown(i)])], "end) %s end" % self.shown("ok", "e", k))

    def without_varargs(self, body):
        """The body, inside another function: nothing in it may refer to the extra arguments."""
        for at, node in enumerate(body):
            if isinstance(node, Block):
                node.header, node.footer = self.plain(node.header), self.plain(node.footer)
                self.without_varargs(node.body)
            else:
                body[at] = self.plain(node)
        return body

    @staticmethod
    def plain(text):
        return text.replace("select('#', ...)", "3").replace("(... or 2)", "2")

    def iterated(self):
        i, v = self.new("i"), self.new("n")
        limit = self.r.choice((4, 9, 30, 70))
        iterator = self.pick(
            "function(s, c) if c < s then return c + 1, c * 2 end end, %d, 0" % limit,
            "count_to(%d)" % limit,
            "coroutine.wrap(function() for k = 1, %d do coroutine.yield(k, k / 2) end end)" % limit,
            "setmetatable({}, {__call = function(t, s, c) if c < %d then return c + 1, s end end}), 1, 0" % limit,
            "next, {1}",
        )
        return Block("for %s, %s in %s do" % (i, v, iterator),
                     ["%s = %s or 1" % (v, v)] + self.inner(self.r.randint(1, 3), limit, [(v, "n")]))

    def generator(self):
        g, x = self.new("g"), self.new("n")
        times = self.r.choice((5, 20, 70))
        body = self.inner(self.r.randint(1, 2), times, [(x, "n")], keeps_varargs=False)
        body.append("%s = coroutine.yield(%s) or 1" % (x, self.pick(x, x + " + 1", "total", "#dense")))
        make = Block("local %s = coroutine.wrap(function(%s)" % (g, x), [Block("for k = 1, %d do" % times, body)],
                     "return 'end' end)")
        use = Block("for k = 1, %d do" % self.r.choice((times - 1, times, times + 1, times + 3)),
                    ["local ok, v = pcall(%s, k)" % g, self.shown("ok", "v")])
        return Block("do", [make, use])

    def continued(self):
        i, label = self.new("i"), self.new("l")
        times = self.r.choice((9, 40, 90))
        body = ["if %s %% %d == %d then goto %s end" % (i, self.r.randint(2, 5), self.r.randint(0, 1), label),
                Block("do", self.inner(self.r.randint(1, 3), times, [(i, "i")])), "::%s::" % label]
        return Block("for %s = 1, %d do" % (i, times), body)

    def captured(self):
        fs, i = self.new("t"), self.new("i")
        times = self.r.choice((5, 30, 70))
        own = self.new("n")
        change = self.pick("%s = %s + p" % (own, own), "%s = p" % own, "%s = %s * 2 %% 97" % (own, own), "")
        make = Block("for %s = 1, %d do" % (i, times), [
            "local %s = %s" % (own, self.pick(i, i + " / 2", self.number(2))),
            "%s[%s] = function(p) %s return %s, %s end" % (fs, i, change, own, i),
            "if %s %% 3 == 0 then %s = %s end" % (i, own, self.number(2)),
        ])
        use = Block("for k = 1, %d do" % times, ["local a, b = %s[k](k)" % fs, "digest(a, b)", "%s[k](1)" % fs])
        return Block("do local %s = {}" % fs, [make, use, self.shown("%s[2](3)" % fs)])

    def elseifs(self):
        i = self.new("i")
        times = self.r.choice((9, 50))
        header = "if %s %% 4 == 0 then" % i
        branches = [Block("elseif %s then" % self.condition(2), self.inner(1, times, [(i, "i")]), "") for _ in range(2)]
        node = Block(header, self.inner(1, times, [(i, "i")]) + branches)
        return Block("for %s = 1, %d do" % (i, times), [node])

    def closed(self):
        i = self.new("i")
        times = self.r.choice((4, 20))
        fails = self.pick("", "", "if %s == 3 then error('closing') end" % i)
        body = ["local c <close> = setmetatable({}, {__close = function(c, e) digest(%s, type(e)) %s end})" % (i, fails)]
        body += self.without_varargs(self.inner(self.r.randint(1, 2), times, [(i, "i")]))
        body.append(self.pick("", "if %s == 7 then error('inside') end" % i, "if %s == 9 then break end" % i))
        return Block("do local ok, e = pcall(function()", [Block("for %s = 1, %d do" % (i, times), body)],
                     "end) %s end" % self.shown("ok", "e"))

    def matches(self):
        v = self.new("s")
        subject = self.pick("string.rep('ab c', 5)", "string.rep(%s, 3)" % self.string(2), "'k1=v1, k2=v2'")
        body = ["%s = tostring(%s)" % (v, v)] + self.inner(1, 8, [(v, "s")])
        return Block("for %s in string.gmatch(%s, %s) do" % (v, subject, self.r.choice(PATTERNS)), body)

    # --- work on tables and texts ---
    def table_work(self):
        t = self.new("a")
        items = ", ".join(str(self.r.randint(-9, 99)) for _ in range(self.r.randint(0, 9)))
        self.scope.append((t, "a"))
        work = self.pick(
            "table.insert(%(t)s, 1, %(n)s)", "table.insert(%(t)s, %(n)s)", "table.remove(%(t)s, 1)",
            "table.sort(%(t)s)", "table.sort(%(t)s, function(a, b) return a > b end)",
            "%(t)s[#%(t)s + 1] = %(n)s", "%(t)s[#%(t)s] = nil", "digest(table.concat(%(t)s, ',', 1, #%(t)s))",
            "digest(unpack(%(t)s))", "digest(unpack(%(t)s, 2, 4))", "digest(select(-1, 5, unpack(%(t)s)))",
            "digest(next(%(t)s) == nil, #%(t)s)", "%(t)s.n = #%(t)s", "%(t)s = {unpack(%(t)s)}",
            "for k, v in ipairs(%(t)s) do %(t)s[k] = v + 1 end",
            "for k in pairs(%(t)s) do %(t)s[k] = nil end", "rawset(%(t)s, 2, rawget(%(t)s, 1))",
        )
        return "local %s = {%s} %s" % (t, items, work % {"t": t, "n": self.r.randint(0, 50)})

    def text_work(self):
        s, p = self.string(1), self.r.choice(PATTERNS)
        i = self.local_of("i") or "7"
        work = self.pick(
            "string.find(%s, %s)" % (s, p), "string.match(%s, %s)" % (s, p), "string.gsub(%s, %s, '<%%0>')" % (s, p),
            "string.gsub(%s, '%%w', string.upper)" % s, "string.gsub(%s, '%%a', {a = 'b', k = false})" % s,
            "string.gsub(%s, '.', function(c) if c > 'b' then return c .. c end end)" % s,
            "string.format(%s, %s)" % (self.r.choice(FORMATS), self.number(2)),
            "string.format(%s, (%s) %% 50 + 40)" % (self.r.choice(INTEGER_FORMATS), i),
            "string.format(%s, %s)" % (self.r.choice(TEXT_FORMATS), s), "string.reverse(%s)" % s,
            "%s < %s" % (s, self.string(2)), "%s == %s" % (s, self.string(2)), "string.byte(%s, 1, 3)" % s,
            "string.rep(%s, 2, %s)" % (s, self.string(2)), "#(%s .. %s .. %s)" % (s, i, s), "tonumber(%s, 16)" % s,
            "tostring(%s)" % self.number(1), "(%s):len()" % s,
        )
        return "digest(%s)" % work

    def wrong(self):
        what = self.r.choice(WRONG) % {"n": self.number(2), "s": self.string(2), "o": self.object(), "a": self.array()}
        return "do local ok, e = pcall(function() %s end) %s end" % (self.plain(what), self.shown("ok", "e"))

    def swap(self):
        a, i = self.array(), self.local_of("i") or str(self.r.randint(1, 9))
        return self.pick(
            "%s[1], %s[2] = %s[2], %s[1]" % (a, a, a, a),
            "%s[%s], total = total, %s[%s]" % (a, i, a, i),
            "%s[%s], %s[%s + 1] = %s, %s" % (a, i, a, i, self.number(1), self.number(1)),
            "total, count = (function() return %s, 7 end)()" % self.plain(self.number(2)),
            "%s.x, %s.y = %s.y, %s" % ((self.object(),) * 3 + (self.number(2),)),
        )

    def chain(self):
        """Tables behind tables, as classes have them, of which one changes now and then."""
        return self.pick(
            "digest(deep.a, deep.b, deep.c, deep.d)", "deep.%s = %s" % (self.pick(*"abc"), self.number(2)),
            "lower.%s = %s" % (self.pick(*"abcd"), self.pick("nil", self.number(2))),
            "lowest.%s = %s" % (self.pick(*"cd"), self.number(2)), "deep.%s = nil" % self.pick(*"abc"),
            "digest(pcall(function() return deep + %s end))" % self.plain(self.number(2)),
            "digest(deep .. 'x', deep == lower, #deep, deep(%s))" % self.number(2),
            "digest(rawequal(deep, lower), rawget(deep, 'd'))", "digest(deep[%s], deep[true])" % self.number(2),
        )

    def varargs_work(self):
        return self.pick(
            "digest((function(...) return select('#', ...), ... end)(%s))" % ", ".join(
                self.any(2) for _ in range(self.r.randint(0, 4))).replace("...", "nil"),
            "digest((function(a, ...) local b, c = ... return c, b, a end)(1, %s))" % self.plain(self.number(2)),
            "digest((function(...) local t = {...} return #t, t[1] end)(%s, 2, 3))" % self.plain(self.number(2)),
            "digest((function(...) local s = 0 for k = 1, select('#', ...) do s = s + select(k, ...) end return s end)"
            "(1, 2.5, 3, 4))",
        )

    def recursion(self):
        return "digest(%s)" % self.pick("fib(%d)" % self.r.randint(1, 9), "sum(%d)" % self.r.randint(1, 60),
                                        "tail(%d, 0)" % self.r.randint(1, 200), "even(%d)" % self.r.randint(1, 50))

    def conversion(self):
        values = ["'10' + 1", "'0x10' * 2", "10 .. ''", "'3' ^ 2", "-'2'", "'1e1' - 1", "tostring(-0.0)", "2^53 + 1",
                  "7 % -3", "-7 % 3", "5.5 % -2", "1e308 * 10", "0/0 == 0/0", "1 == 1.0", "'1' == 1", "-7 / 2",
                  "1/0 % 3", "-1 % (1/0)", "2^0.5", "10 // 0.3" if self.integers else "3"]
        if self.integers:
            values += ["7 // -2", "-7 // 2", "7 // 0.0", "1 << 63", "1 << 64", "-1 >> 1", "~0", "3.0 | 4", "'7' & 3",
                       "math.maxinteger + 1", "math.mininteger // -1", "math.maxinteger * 2", "math.mininteger % -1",
                       "math.tointeger(3.0)", "math.type(2^31)", "5 // 0.0", "-5 % 0.0", "math.maxinteger + 0.0",
                       "math.maxinteger < math.maxinteger + 0.0", "math.ult(1, -1)", "1 < 1.5", "'10' // 3"]
        return "digest(%s, %s)" % (self.r.choice(values), self.r.choice(values))

    def loaded(self):
        load = "loadstring" if self.dialect == "5.1" else "load"
        return "digest(pcall(%s(%r)))" % (load, self.pick(
            "local s = 0 for i = 1, 20 do s = s + i end return s", "return ...", "count = count + 1 return count",
            "return {} .. 1", "local a <const> = 1 return a" if self.dialect >= "5.4" else "return nil",
            "local t = {1, 2, x = 3} return #t, t.x"))

    def environment(self):
        if self.dialect == "5.1":
            return "digest(setfenv(function() return count, missing end, {count = %s})())" % self.plain(self.number(2))
        return "do local _ENV = setmetatable({count = %s}, {__index = _ENV}) count = count digest(count, name) end" % (
            self.number(2))
