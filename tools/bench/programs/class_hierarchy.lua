-- A hierarchy of classes five levels deep: inherited methods, overriding, calls of the superclass.
-- suite: objects
-- quick: 80000
local n = tonumber(arg and arg[1]) or 1200000

local function class(name, parent)
  local new = setmetatable({ name = name, super = parent }, parent)
  new.__index = new
  return new
end

local Animal = class("Animal", nil)
function Animal:init(age)
  self.age = age
  self.energy = 10
end
function Animal:grow() self.age = self.age + 1 end
function Animal:eat(amount) self.energy = self.energy + amount end
function Animal:speak() return 0 end
function Animal:describe() return self.age + self:legs() + self:speak() end
function Animal:legs() return 0 end

local Mammal = class("Mammal", Animal)
function Mammal:legs() return 4 end
function Mammal:init(age, fur)
  Animal.init(self, age)
  self.fur = fur
end

local Carnivore = class("Carnivore", Mammal)
function Carnivore:eat(amount) Mammal.eat(self, amount * 2) end

local Dog = class("Dog", Carnivore)
function Dog:speak() return 1 end

local Puppy = class("Puppy", Dog)
function Puppy:speak() return 2 + self.super.super.speak(self) end
function Puppy:grow()
  self.energy = self.energy - 1
  Dog.grow(self)
end

local Bird = class("Bird", Animal)
function Bird:legs() return 2 end
function Bird:speak() return 3 end

local function create(kind, ...)
  local object = setmetatable({}, kind)
  object:init(...)
  return object
end

local kinds = { Dog, Puppy, Bird, Puppy, Carnivore }
local total, living = 0, {}
for i = 1, n do
  local animal = create(kinds[i % #kinds + 1], i % 7, i % 3)
  animal:eat(i % 4)
  animal:grow()
  total = total + animal:describe() + animal.energy
  living[i % 64 + 1] = animal
  local other = living[i * 7 % 64 + 1]
  if other then
    other:grow()
    total = total + other:legs()
  end
end

local ages, names = 0, {}
for i, animal in ipairs(living) do
  ages = ages + animal.age
  names[i] = animal.name:sub(1, 1)
end
print(string.format("%d %d %s", total, ages, table.concat(names)))
