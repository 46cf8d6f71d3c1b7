-- Which natives can be yielded across, and what the others say.
local function pack(...) return {n = select("#", ...), ...} end
local name = os.tmpname()
local function write(text) local f = assert(io.open(name, "w")); f:write(text); f:close() end
local function run(label, f)
  local co = coroutine.create(f)
  local r
  for i = 1, 6 do
    r = pack(coroutine.resume(co, i))
    for j = 1, r.n do r[j] = (tostring(r[j]):gsub("%d+x?%x* ?$", ""):gsub(name, "NAME", 1)) end
    print(label, coroutine.status(co), table.concat(r, " | "))
    if coroutine.status(co) == "dead" then return end
  end
end
local Y = coroutine.yield
local function meta(event) return setmetatable({}, {[event] = function(...) return Y(event) end}) end

run("sort", function() table.sort({3, 2, 1}, function(a, b) return Y("cmp") end) end)
run("gsub", function() return (string.gsub("abc", "%w", Y)) end)
run("gsub pcall", function() return (string.gsub("abc", "%w", function() return tostring(select(2, pcall(Y))):sub(1, 3) end)) end)
run("tostring", function() return tostring(meta "__tostring") end)
run("print", function() print(meta "__tostring") end)
run("load", function() return (loadstring and load or load)(function() return Y("reader") end) end)
run("pairs", function() for k in pairs(meta "__pairs") do return k end return "none" end)
run("ipairs", function() for k in ipairs(meta "__index") do return k end return "none" end)
run("table.concat", function() return table.concat(setmetatable({}, {__index = function() return Y("i") end, __len = function() return 1 end})) end)
run("next", function() return next({}, Y("key") and nil) end)
run("select", function() return select(Y("n"), "a", "b") end)
run("rawequal", function() return rawequal(Y(1), Y(2)) end)
write("local a = coroutine.yield('in file'); return a, coroutine.yield('again')")
run("dofile", function() return dofile(name) end)
run("dofile twice", function() local a = {dofile(name)}; return #a, a[1] end)
run("loadfile", function() return loadfile(name)() end)
write("error('file error', 0)")
run("dofile error", function() return pcall(dofile, name) end)
package.preload.yielding = function() return Y("required") end
run("require", function() return require("yielding") end)
print(pcall(Y, 1))
print(pcall(function() return Y(1) end))
print(select("#", pcall(coroutine.wrap(function() return Y() end))))
os.remove(name)
