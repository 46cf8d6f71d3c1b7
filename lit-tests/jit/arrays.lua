-- Arrays: reads and writes inside, at the end, behind it, and below.
-- REQUIRES: lua54
-- RUN: %three_modes
-- RUN: %compiled

local t = {}
for i = 1, 500 do t[i] = i * i end
local s = 0
for i = 1, 500 do s = s + t[i] end
for i = 500, 1, -1 do s = s * 3 + t[i] end
print(s, #t)

local u = {}
for i = 1, 400 do u[#u + 1] = i / 4 end
for i = 2, #u do u[i] = u[i] + u[i - 1] end
print(#u, u[1], u[200], u[400], u[401], u[0], u[-1])

local missing = 0
for i = -100, 600 do if t[i] == nil then missing = missing + 1 end end
print(missing)

for i = #t, 1, -1 do t[i] = nil end
print(#t, next(t))
