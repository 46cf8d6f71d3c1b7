-- Methods whose keys are too far away, or too long, for an instruction of their own.
local function fails(text)
  print((select(2, pcall(assert(load(text, "=t"))))))
end
local function filler(count)
  local parts = {}
  for i = 1, count do parts[i] = "local x = x" .. i end
  return "do local x " .. table.concat(parts, " ", 1, 0) .. " end x = '" .. table.concat(parts, "' x = '") .. "' "
end
fails("local a = {}; a:near()")
fails(filler(300) .. "local a = {}; a:far()")
fails(filler(300) .. "a = {}; a:far()")
fails(filler(300) .. "local a = {}; return a:far()")
fails(filler(300) .. "local a; a:far()")
fails(filler(300) .. "missing:far()")
local long = ("m"):rep(41)
fails("local a = {}; a:" .. long .. "()")
fails("local a = {}; a:" .. long:sub(1, 40) .. "()")
fails("a = {}; return a:" .. long .. "()")
fails("local a; a:" .. long .. "()")
fails(filler(300) .. "_ENV:far()")
