local kept = {"kept"}
local function make() return kept end
cache = {text = ("x"):rep(100000), make = make, ["two words"] = {1, 2, {}}, [{}] = true}
weak = setmetatable({}, {__mode = "v"})
weak.x = {"weakly " .. "held"}
