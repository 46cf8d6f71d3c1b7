-- The longest waits of a program with a large live heap that changes all the time. Its second
-- argument says how many objects live, its third one in which mode the collector works; how long it
-- took is for --gc-log to say, and with a full cycle at the end how much has been alive all along.
-- suite: gc
-- quick: 100000
-- pauses: 24000000 7200000
local n = tonumber(arg and arg[1]) or 1000000
local count = tonumber(arg and arg[2]) or 300000
if arg and arg[3] then collectgarbage(arg[3]) end

local live = {}
for i = 1, count do live[i] = {i, {name = "object " .. i % 1000}} end
local state, sum = 7, 0
for i = 1, n do
  state = (state * 16807) % 2147483647
  local place = state % count + 1
  sum = (sum + live[place][1]) % 1000003
  live[place] = {i, {name = "changed"}}
end
if arg and arg[3] then collectgarbage() end
print(sum, #live)
