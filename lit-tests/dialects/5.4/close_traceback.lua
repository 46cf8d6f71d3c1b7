-- Where close handlers run: on the way out of blocks and functions, and after errors.
local function new(label) return setmetatable({}, {__close = function(_, e) print(debug.traceback(label .. " " .. tostring(e))) end}) end
local function block() do local a <close> = new "block" end return 1 end
local function returns() local a <close> = new "return" return 1, 2 end
local function loop() for i = 1, 1 do local a <close> = new "loop" break end end
local function generic() for i in next, {1}, nil, new "generic for" do end end
local function fails() local a <close> = new "error" error("failed", 0) end
local function nested() local a <close> = new "outer" local r = fails() return r end
print(block(), returns())
loop()
generic()
print(pcall(fails))
print(pcall(nested))
print(xpcall(nested, function(m) return "handled " .. m end))
print(pcall(function() local x = pcall(nested) local a <close> = new "after" end))
local co = coroutine.create(function() local a <close> = new "closed" coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co))
co = coroutine.create(function() local a <close> = new "failed coroutine" error("dies", 0) end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(pcall(coroutine.wrap(function() local a <close> = new "wrapped" error("dies", 0) end)))
print(pcall(function()
  local a <close> = setmetatable({}, {__close = function() error("in handler") end})
end))
print(xpcall(function()
  local a <close> = setmetatable({}, {__close = function() error("in handler") end})
end, debug.traceback))
print(xpcall(function()
  local a <close> = setmetatable({}, {__close = function() error("in handler") end})
  error("first", 0)
end, debug.traceback))
