-- Three levels of classes; a method is overridden in the middle, then removed.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local function class(parent)
  local c = {}
  c.__index = c
  return setmetatable(c, parent)
end
local A = class()
function A:value() return self.v end
function A:scaled() return self:value() * self.factor end
A.factor = 2
local B = class(A)
local C = class(B)
local o = setmetatable({v = 3}, C)

local s = 0
for i = 1, 1000 do
  s = s + o:scaled()
  if i == 200 then function B:value() return self.v + 0.5 end end
  if i == 400 then C.factor = 10 end
  if i == 600 then B.value = nil end
  if i == 700 then o.factor = 1 end
  if i == 800 then C.factor = nil; o.factor = nil end
  if i == 900 then setmetatable(C, A) end
end
print(s)
