-- A class of complex numbers with arithmetic metamethods: polynomials and a discrete transform.
-- suite: objects
-- quick: 60
local n = tonumber(arg and arg[1]) or 900

local Complex = {}
Complex.__index = Complex
local function complex(re, im) return setmetatable({ re = re, im = im }, Complex) end
local function lift(value)
  if type(value) == "number" then return complex(value, 0) end
  return value
end
function Complex.__add(a, b)
  a, b = lift(a), lift(b)
  return complex(a.re + b.re, a.im + b.im)
end
function Complex.__sub(a, b)
  a, b = lift(a), lift(b)
  return complex(a.re - b.re, a.im - b.im)
end
function Complex.__mul(a, b)
  a, b = lift(a), lift(b)
  return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
end
function Complex.__div(a, b)
  a, b = lift(a), lift(b)
  local norm = b.re * b.re + b.im * b.im
  return complex((a.re * b.re + a.im * b.im) / norm, (a.im * b.re - a.re * b.im) / norm)
end
function Complex.__unm(a) return complex(-a.re, -a.im) end
function Complex.__eq(a, b) return a.re == b.re and a.im == b.im end
function Complex.__lt(a, b) return a:norm() < b:norm() end
function Complex.__tostring(a) return string.format("%.6f%+.6fi", a.re, a.im) end
function Complex:norm() return self.re * self.re + self.im * self.im end
function Complex:conjugate() return complex(self.re, -self.im) end

local function evaluate(coefficients, x)
  local result = complex(0, 0)
  for i = #coefficients, 1, -1 do result = result * x + coefficients[i] end
  return result
end

-- All roots at once, by the method of Durand and Kerner.
local function roots(coefficients, steps)
  local degree, found = #coefficients - 1, {}
  local start, power = complex(0.4, 0.9), complex(1, 0)
  for i = 1, degree do
    found[i] = power
    power = power * start
  end
  for _ = 1, steps do
    for i, root in ipairs(found) do
      local product = complex(1, 0)
      for j, other in ipairs(found) do
        if i ~= j then product = product * (root - other) end
      end
      found[i] = root - evaluate(coefficients, root) / product
    end
  end
  table.sort(found, function(a, b) return a.re < b.re or a.re == b.re and a.im < b.im end)
  return found
end

local sum, largest = complex(0, 0), complex(0, 0)
for round = 1, n do
  local found = roots({ -1 - round % 5, 2.5, -3, 0.5, 1.25, 1 }, 30)
  for _, root in ipairs(found) do
    sum = sum + root * root:conjugate() - (-root)
    if largest < root then largest = root end
    assert(root == complex(root.re, root.im))
  end
end
print(tostring(sum), tostring(largest))
