-- rawget, rawset, rawequal, rawlen and their errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local t = setmetatable({ 1, 2 }, {
  __index = function() return "indexed" end,
  __newindex = function() error("no") end,
  __len = function() return 99 end,
  __eq = function() return true end,
})
print(t.x, rawget(t, "x"), rawget(t, 1), #t, rawlen(t), rawlen("abc"))
print(rawset(t, "y", 5) == t, rawget(t, "y"))
print(t == setmetatable({}, getmetatable(t)), rawequal(t, {}), rawequal(1, 1.0), rawequal("a", "a"))
for _, f in ipairs { rawget, rawset, rawequal, rawlen } do
  print(pcall(f))
  print(pcall(f, {}))
  print(pcall(f, 1))
end
print(pcall(rawset, {}, nil, 1))
print(pcall(rawset, {}, 0 / 0, 1))
print(pcall(rawset, {}, 1))
print(pcall(function() rawset({}, nil, 1) end))
