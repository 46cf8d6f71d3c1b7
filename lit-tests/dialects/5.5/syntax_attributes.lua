local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

try("local x <const> = 1", "local x <close> = nil", "local x <foo> = 1", "local x <const>", "local x<const>, y <close> = 1, nil", "local x <const = 1", "local x < const > = 1", "local x const = 1")
try("local x <const> = 1 x = 2", "local x <const> = {} x = 2", "local x <const> = {} x.y = 2", "local x <close> = nil x = 1", "local x <const> = 1 local function f() x = 2 end", "local x <const> = 1 function x() end")
try("local x <const> = 1 function x.y() end", "local x <const> = 1 local x = 2 x = 3", "local x <close>, y <close> = nil", "local x <const>, y <const> = 1, 2 y = 3", "for i <const> = 1, 2 do end", "function f(x <const>) end")
try("local function f <const> () end", "local x <1> = 1", "local x <> = 1", "local x <const> <const> = 1", "x <const> = 1", "local x <const> = x x = 1", "local x <const> = 1 x, y = 1", "local x <const> = 1 for x = 1, 2 do end")
local k <const>, s <const>, n <const>, b <const>, f <const> = 10, "text", nil, true, 1.5
print(k + 1, s .. "!", n, b, f, -k, not b, #s)
local function use() return k * 2, s, n, b, f end
print(use())
local log = {}
local function closer(name) return setmetatable({}, {__close = function(_, e) log[#log + 1] = name .. ":" .. tostring(e) end}) end
do local a <close> = closer("a") local c <close> = closer("c") local d <const> = 5 log[#log + 1] = d end
for i = 1, 2 do local a <close> = closer("loop" .. i) if i == 2 then break end end
pcall(function() local a <close> = closer("error") error("oops", 0) end)
print((function() local a <close> = closer("return") return "value" end)())
goto skip
do local never <close> = closer("never") end
::skip::
do local i = 0 ::again:: do local a <close> = closer("goto" .. i) i = i + 1 if i < 3 then goto again end end end
print(table.concat(log, " "))
print(pcall(load("local x <close> = 5", "=close")))
print(pcall(load("local y <close> = {}", "=close")))
print(pcall(load("local z <close> = false return 'fine'", "=close")))
