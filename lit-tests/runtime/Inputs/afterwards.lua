-- Runs the program that is its argument, in which an allocation fails; then everything has to work.
-- Without a program it does what comes before.
local program = arg[1]
if not program then return end
arg = {[0] = program}
local pcall, print, loadfile, tostring = pcall, print, loadfile, tostring
local load, concat, rep, format = loadstring or load, table.concat, string.rep, string.format
local create, resume, yield, collect = coroutine.create, coroutine.resume, coroutine.yield, collectgarbage
local setmetatable, sethook, stdout, stderr = setmetatable, debug.sethook, io.stdout, io.stderr

local chunk, message = loadfile(program)
if chunk then
  local co = create(chunk)
  local _, e = resume(co)
  message = e
  chunk, co = nil, nil
end
if message then stderr:write("the program: ", tostring(message), "\n") end
sethook()

local function check()
  collect()
  local pieces = {}
  for i = 1, 300 do pieces[i] = format("%d:%s", i, rep("x", i % 60)) end
  local text = concat(pieces, ",")
  assert(#text > 300 and load("return ...")(text) == text)
  local t = setmetatable({}, {__index = function(_, k) return {k} end})
  for i = 1, 300 do t[i] = {t["key" .. i]} t["k" .. i] = i end
  local sum = 0
  for i = 1, 300 do sum = sum + t["k" .. i] + #t[i] end
  assert(sum == 300 * 301 / 2 + 300)
  local co = create(function(a) return yield({a}) end)
  local ok, v = resume(co, 1)
  assert(ok and v[1] == 1 and resume(co, 2))
  local caught, e = pcall(function() error({}) end)
  assert(not caught and e)
  collect()
end

-- One allocation fails: if that has been the check's, the second time is free of it.
local ok, e = pcall(check)
if not ok then ok, e = pcall(check) end
if not ok then stderr:write("the check: ", tostring(e), "\n") end
stdout:write("\nafterwards: ", ok and "usable" or "not usable", "\n")
