-- Builtins are replaced, wrapped and removed while loops call them, and given arguments that change
-- their type; a function that a loop holds in a local variable stays what it was.
local load = loadstring or load
local math_floor, math_max, math_min, math_abs, math_sqrt = math.floor, math.max, math.min, math.abs, math.sqrt
local string_byte, string_sub, string_len, string_char = string.byte, string.sub, string.len, string.char
local to_number, to_string, kind = tonumber, tostring, type

local function restore()
  math.floor, math.max, math.min, math.abs, math.sqrt = math_floor, math_max, math_min, math_abs, math_sqrt
  string.byte, string.sub, string.len, string.char = string_byte, string_sub, string_len, string_char
  tonumber, tostring, type = to_number, to_string, kind
  debug.setmetatable("", {__index = string})
  debug.setmetatable(0, nil)
end

local calls = {
  {"floor", "r = r + math.floor(v / 2)"},
  {"max", "r = r + math.max(v, i, 3) + math.min(v, i)"},
  {"abs", "r = r + math.abs(v) + math.sqrt(16)"},
  {"byte", "r = r + (s:byte(1) or 1) + (string.byte(s, 2) or 2)"},
  {"sub", "r = r + #s:sub(2, 3) + #string.sub(s, -2)"},
  {"len", "r = r + s:len() + #s"},
  {"char", "r = r + #string.char(i % 50 + 60, 65)"},
  {"tonumber", "r = r + tonumber(v) + tonumber('12')"},
  {"tostring", "r = r + #tostring(v)"},
  {"type", "r = r + #type(v)"},
}

local changes = {
  {"nothing", function() end},
  {"text for a number", function(w) w.v = "12" end},
  {"other text for a number", function(w) w.v = "twelve" end},
  {"fraction", function(w) w.v = 7.75 end},
  {"infinity", function(w) w.v = 1 / 0 end},
  {"large", function(w) w.v = 2 ^ 60 end},
  {"nil", function(w) w.v = nil end},
  {"table", function(w) w.v = {} end},
  {"empty text", function(w) w.s = "" end},
  {"number for text", function(w) w.s = 12345 end},
  {"table for text", function(w) w.s = {byte = function() return 1 end, sub = function() return "abc" end, len = function() return 9 end} end},
  {"functions of Lua", function()
    math.floor, math.max, math.abs = function(a) return a * 10 end, function(a, b) return b end, function() return 1 end
    string.byte, string.sub, string.len = function() return 5 end, function() return "four" end, function() return 6 end
    string.char, tonumber, tostring, type = function() return "two" end, function() return 3 end, function() return "t" end, function() return "ty" end
  end},
  {"exchanged", function()
    math.floor, math.max, math.min, math.abs = math_abs, math_min, math_max, math_floor
    string.byte, string.sub, string.len = string_len, string.upper, string_byte
    tonumber, tostring, type = math_floor, kind, to_string
  end},
  {"wrapped", function()
    math.floor = function(...) return math_floor(...) + 1 end
    string.sub = function(...) return string_sub(...) .. "!" end
    string.byte = function(...) return string_byte(...) end
    tonumber = function(...) return to_number(...) end
  end},
  {"removed", function()
    math.floor, math.max, math.abs, string.byte, string.sub = nil, nil, nil, nil, nil
    string.len, string.char, tonumber, tostring, type = nil, nil, nil, nil, nil
  end},
  {"no functions", function()
    local callable = setmetatable({}, {__call = function(self, a) return 77 end})
    math.floor, math.max, math.min, math.abs = callable, callable, callable, callable
    string.byte, string.len, tonumber = callable, callable, callable
  end},
  {"strings index a function", function() debug.setmetatable("", {__index = function(s, k) return function() return k end end}) end},
  {"strings index another table", function() debug.setmetatable("", {__index = {byte = string_len, sub = string_sub, len = string_byte}}) end},
  {"strings index nothing", function() debug.setmetatable("", nil) end},
  {"string library inherits", function()
    string.byte, string.sub = nil, nil
    setmetatable(string, {__index = {byte = function() return 11 end, sub = function() return "inherited" end}})
  end},
  {"numbers have arithmetic", function(w)
    debug.setmetatable(0, {__index = math, __len = function() return 2 end})
    w.s = 3
  end},
  {"numbers print", function() debug.setmetatable(0, {__tostring = function() return "a number" end}) end},
}

for _, call in ipairs(calls) do
  local f
  for n, change in ipairs(changes) do
    -- Most changes meet code that has learnt of others.
    f = n % 9 ~= 1 and f or assert(load([[
      local change, w, at, floor, byte = ...
      local r, v, s = 0, 5, "text"
      for i = 1, 30 do
        if i == at then
          w.v, w.s = v, s
          change(w)
          v, s = w.v, w.s
        end
        ]] .. call[2] .. [[

        r = r + floor(2.5) + byte("a")
      end
      return r]], "=" .. call[1]))
    local ok, message = pcall(f, change[2], {}, 20, math_floor, string_byte)
    restore()
    setmetatable(string, nil)
    print(call[1], change[1], ok, message)
    print(call[1], "again", pcall(f, changes[1][2], {}, 0, math_floor, string_byte))
  end
end
