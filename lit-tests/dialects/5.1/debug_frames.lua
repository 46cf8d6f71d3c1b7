-- What getinfo says of functions called by each kind of operation.
local out = {}
local function note(where) local i = debug.getinfo(2, "nSl") out[#out+1] = where .. ":" .. tostring(i.namewhat) .. ":" .. tostring(i.name) .. ":" .. i.what end
local mt = {}
for _, e in ipairs{"add", "unm", "len", "concat", "eq", "lt", "le", "index", "newindex", "call", "close", "gc"} do mt["__" .. e] = function() note(e) return 1 end end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local _ = a + b, -a, #a, a .. b, a == b, a < b, a <= b, a.x, a()
a.x = 1

for x in function(_, v) if not v then note("iterator") return 1 end end do end
pcall(function() note("pcall") end)
xpcall(function() error("x") end, function() note("handler") end)
table.sort({2, 1}, function() note("sort") return false end);
("x"):gsub("x", function() note("gsub") end)
debug.sethook(function() debug.sethook() note("hook") end, "l")
_ = 1
coroutine.wrap(function() note("body") end)()
note("main")
print(table.concat(out, "\n"))
