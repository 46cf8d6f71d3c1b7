-- Calls the functions of the libraries that allocate. Told to fail, one of them raises "not enough
-- memory", or gives it as its second result, and the others work.
local name = os.tmpname()
local unpack, load = table.unpack or unpack, loadstring or load
local steps = {
  function() return #("x"):rep(100, ",") + #("ab"):rep(30) + #("abc"):upper():reverse():lower() end,
  function() return string.format("%5.2f|%-10s|%q|%x|%s", 1.5, "left", "a\nb", 255, tostring({})) end,
  function() return (("hello world"):gsub("%w+", "<%0>")), (("hello"):gsub(".", {h = "H"})) end,
  function() return (("hello world"):gsub("o", function(c) return c:upper() .. tostring({}) end)) end,
  function() local s = "" for w in ("one two three"):gmatch("%a+") do s = s .. w end return s end,
  function() return ("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("x"):find("(x)()") end,
  function() return table.concat({1, 2.5, "three"}, ", "), table.concat({"a", "b"}) end,
  function() local t = {} for i = 1, 40 do table.insert(t, 1, i .. "") end table.remove(t, 3) return #t end,
  function() local t = {5, 2, 8, 1} table.sort(t, function(a, b) return a .. "" < b .. "" end) end,
  function() return unpack({1, 2, 3}), select("#", unpack({}, 1, 50)) end,
  function() return tostring(12345.678), tostring(print), tostring(nil), tonumber("0x1p4") end,
  function() return assert(load("local a = ... return {a, 'constant', function() return a end}"))(1) end,
  function() return load("x = = 1") end,
  function() return assert(load(string.dump(function(a) return a .. "dumped" end)))("x") end,
  function() return coroutine.wrap(function(...) return coroutine.yield({...}) end)(1, 2) end,
  function() return coroutine.resume(coroutine.create(function() error({}) end)) end,
  function() return select(2, pcall(error, {code = 2})), xpcall(error, debug.traceback, "message") end,
  function() return os.date("%Y-%m-%d", 0), os.date("!*t", 0).year, os.time({year = 2000, month = 1, day = 1}) end,
  function() return os.getenv("PATH"), os.getenv("NO_SUCH_VARIABLE") end,
  function()
    local f = assert(io.open(name, "w"))
    f:write("first line\n", 2, "\n", ("long"):rep(300), "\n")
    f:close()
    local s = "" for line in io.lines(name) do s = s .. line .. "!" end
    f = assert(io.open(name))
    local a, b = f:read("*l", "*n")
    f:seek("set", 3)
    local all = f:read("*a")
    f:close()
    return a, b, #all, tostring(f)
  end,
  function() return io.open("/no/such/file"), io.type(io.stdout) end,
  function() return pcall(require, "no.such.module") end,
  function() return debug.getinfo(1, "nSluf").source, debug.traceback("text", 1) end,
  function() local a, b = 1, {} return debug.getlocal(1, 1), debug.getupvalue(print, 1), b, a end,
  function() debug.sethook(function() end, "l") local x = {} debug.sethook() return x end,
  function() return setmetatable({}, {__index = function(_, k) return k .. k end}).field end,
  function() return utf8 and utf8.char(228, 8364, 128512) .. table.concat({utf8.codepoint("äö", 1, -1)}) end,
  function() return string.pack and string.unpack("<i4s1z", string.pack("<i4s1z", 7, "name", "zero")) end,
  function() return math.random(5), math.type and math.type(1), (math.floor(2.5)) end,
  function() return next({}), rawlen and rawlen({}), #arg, _VERSION .. "" end,
  function() return collectgarbage("count"), collectgarbage() end,
}
local failures = 0
for i, step in ipairs(steps) do
  local ok, message = pcall(step)
  if not ok and not tostring(message):find("not enough memory", 1, true) then
    io.stderr:write("step ", i, ": ", tostring(message), "\n")
    os.exit(9)
  end
  if not ok then failures = failures + 1 print(i, "not enough memory") end
end
os.remove(name)
print(failures <= 1 and "the others work" or "too many failures")
