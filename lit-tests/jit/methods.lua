-- Method calls on objects of one class, of two, and on strings.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local Account = {}
Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
function Account:get() return self.balance end
local Other = {__index = {get = function() return -1 end, deposit = function(self) return self end}}

local a = Account.new(0)
local s = 0
for i = 1, 500 do
  s = s + a:deposit(i):get()
  if i == 250 then function Account:get() return self.balance / 2 end end
end
print(s, a.balance)

local objects = {Account.new(1), setmetatable({}, Other), Account.new(2.5)}
local t = 0
for i = 1, 600 do t = t + objects[i % 3 + 1]:deposit(1):get() end
print(t)

local text, n = "some text", 0
for i = 1, 300 do n = n + #text:sub(i % 9 + 1) + text:byte(i % 9 + 1) + text:len() end
print(n)
