-- type, tostring of the basic types, _VERSION, _G.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

print(_VERSION, _G == _G._G, type(_G))
for _, v in ipairs { true, 1, 1.5, "s", {}, print, function() end, coroutine.create(print), io.stdout } do
  io.write(type(v), " ")
end
print(type(nil))
print(tostring(nil), tostring(true), tostring(false), tostring(12), tostring(-0.0), tostring("x"))
print(tostring(1e15), tostring(1e100), tostring(2^53), tostring(1 / 0), tostring(-1 / 0), 3.0, 1e14)
print(tostring(print):match("^%a+: "), tostring({}):match("^%a+: "))
print(tostring(setmetatable({}, { __tostring = function() return "custom" end })))
print((tostring(setmetatable({}, { __name = "Named" })):gsub("0x%x+", "ADDRESS")))
print((tostring(setmetatable({}, { __name = 1 })):gsub("0x%x+", "ADDRESS")))
print(tostring(setmetatable({}, { __tostring = function() return 42 end })))
