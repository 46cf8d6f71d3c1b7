-- The command line's report of an error that nothing catches.
local object = {}
function object:fail(n)
  if n == 0 then
    local t
    return t.field.value
  end
  self:fail(n - 1)
end
local function protected()
  object:fail(2)
end
print(pcall(protected))
local co = coroutine.wrap(function() protected() end)
print(pcall(co))
for i = 1, 3 do
  if i == 3 then protected() end
end
