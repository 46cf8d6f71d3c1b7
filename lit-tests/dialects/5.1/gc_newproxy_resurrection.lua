-- A userdata is finalized once, and weak values forget it for good.
local function collect() collectgarbage() collectgarbage() end
local saved
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
local function make(name)
  local p = newproxy(true)
  values[name], keys[p] = p, name
  local part = {"part"}
  getmetatable(p).part = part
  values[name .. " part"] = part
  getmetatable(p).__gc = function(o)
    print("finalizer", keys[o], values[name])
    saved = o
  end
end
make("first")
collectgarbage()
print(type(saved), keys[saved], values.first, values["first part"] and values["first part"][1])
values.again, keys[saved] = saved, "kept"
collect()
print(values.again, keys[saved])
saved = nil
collect()
print(saved, next(keys))
-- At the end all that are left are finalized, the newest first.
for i = 1, 3 do
  local p = newproxy(true)
  getmetatable(p).__gc = function() print("end", i) end
  _G["p" .. i] = p
end
local last = newproxy(true)
getmetatable(last).__gc = function() error("ignored") end
p4 = last
