local function try(...)
  for _, text in ipairs({...}) do
    local f, message = load(text, "=t")
    print(text, f and "fine" or message)
  end
end

local function show(...) local t = {} for i = 1, select("#", ...) do t[i] = tostring((select(i, ...))) end print(table.concat(t, " ")) end
local function tf(v) if v then return "T" else return "F" end end
show(tf(nil), tf(false), tf(true), tf(0), tf(""), tf(0 / 0), tf({}), tf(print))
local a, b, c, n = 1, false, nil, 0
show(a and b, a or b, b or c, c or b, a and c, not a, not c, not not a, a and b or c, (a or b) and n, b == c, a == 1)
show(a and b == false, not b and a, a ~= n and "x" or "y", (a == n) == false, not (a == 1), a == 1 and not b)
local calls = ""
local function y(x, v) calls = calls .. x return v end
local _ = y("a", true) and y("b", false) and y("c", true) or y("d", nil) or y("e", 1)
local _ = y("f") == y("g") and y("h", 1) < y("i", 2)
local _ = (y("j") or y("k")) and y("l")
print(calls)
local function grade(x) if x < 1 then return "low" elseif x < 2 then return "mid" elseif x == 2 then return "two" else return "high" end end
show(grade(0), grade(1), grade(2), grade(3), grade(1.5))
local r = {}
for i = 1, 6 do r[#r + 1] = i % 2 == 0 and (i > 3 and "big" or "even") or i end
show(r[1], r[2], r[3], r[4], r[5], r[6])
local x = nil
show(x == nil, x ~= nil, x == false, (x and x.y), (x or {}).y, x and error("never") or "fine")
local v = a == 1
local w = not (a < n)
show(v, w, a > n, a >= 1, n < a and n <= 0, "a" < "b", "a" <= "a", "Z" < "a", "" < "a", "a\0b" > "a\0a")
if not a then show("never") elseif a and not b then show("branch") end
while not (n >= 3) do n = n + 1 end
show(n)
repeat n = n - 1 until n == 0 or b
show(n)
show(1 < 2, 1 <= 1.0, 2 > 1, -1 < 0, 0 == -0, 1 == 1.0, "1" == 1, 1 / 0 > 1e308, -1 / 0 < 0)
print(pcall(load("return 1 < 'x'", "=c"))) print(pcall(load("return {} < {}", "=c"))) print(pcall(load("return nil > 1", "=c"))) print(pcall(load("local x = {} return x <= 1", "=c")))
