-- The fast Fourier transform on two arrays of floats, forth and back, and a convolution with it.
-- suite: numeric
-- quick: 14
local n = tonumber(arg and arg[1]) or 18

local function transform(re, im, inverse)
  local size, j = #re, 1
  for i = 1, size do
    if i < j then re[i], re[j], im[i], im[j] = re[j], re[i], im[j], im[i] end
    local half = size / 2
    while half >= 1 and j > half do j, half = j - half, half / 2 end
    j = j + half
  end
  local span = 1
  while span < size do
    local angle = (inverse and 1 or -1) * math.pi / span
    local step_re, step_im = math.cos(angle), math.sin(angle)
    local w_re, w_im = 1.0, 0.0
    for offset = 1, span do
      for i = offset, size, span * 2 do
        local k = i + span
        local t_re = w_re * re[k] - w_im * im[k]
        local t_im = w_re * im[k] + w_im * re[k]
        re[k], im[k] = re[i] - t_re, im[i] - t_im
        re[i], im[i] = re[i] + t_re, im[i] + t_im
      end
      w_re, w_im = w_re * step_re - w_im * step_im, w_re * step_im + w_im * step_re
    end
    span = span * 2
  end
  if inverse then
    for i = 1, size do re[i], im[i] = re[i] / size, im[i] / size end
  end
end

local function signal(size, f)
  local re, im = {}, {}
  for i = 1, size do re[i], im[i] = f(i), 0.0 end
  return re, im
end

local function convolve(a, b)
  local a_re, a_im = signal(#a, function(i) return a[i] end)
  local b_re, b_im = signal(#b, function(i) return b[i] end)
  transform(a_re, a_im)
  transform(b_re, b_im)
  for i = 1, #a do
    a_re[i], a_im[i] = a_re[i] * b_re[i] - a_im[i] * b_im[i], a_re[i] * b_im[i] + a_im[i] * b_re[i]
  end
  transform(a_re, a_im, true)
  return a_re
end

local size = 2 ^ n
local re, im = signal(size, function(i) return math.sin(i * 0.3) + 0.5 * math.cos(i * 1.7) end)
transform(re, im)
local peak, power = 1, 0
for i = 1, size / 2 do
  local norm = re[i] * re[i] + im[i] * im[i]
  if norm > re[peak] * re[peak] + im[peak] * im[peak] then peak = i end
  power = power + norm / size
end
transform(re, im, true)
local worst = 0
for i = 1, size do
  worst = math.max(worst, math.abs(re[i] - math.sin(i * 0.3) - 0.5 * math.cos(i * 1.7)))
end
assert(worst < 1e-6)
local box = signal(size, function(i) return i <= 8 and 0.125 or 0 end)
local ramp = signal(size, function(i) return i % 100 end)
local smooth = convolve(ramp, box)
print(string.format("%d %.3f %.6f %.6f", peak, power / size, smooth[50], smooth[size / 2]))
