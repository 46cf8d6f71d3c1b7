-- require: loading once, results, preload, mistakes.
local folder = os.tmpname()
os.remove(folder)
local name = folder:match("[^/]+$")
local path = folder:match("^(.*)/[^/]+$")
local function save(suffix, text) local f = assert(io.open(folder .. suffix .. ".lua", "w")) f:write(text) f:close() end
local function hide(s) return (tostring(s):gsub(name:gsub("%p", "%%%0"), "NAME"):gsub(path:gsub("%p", "%%%0") .. "/", "DIR/")) end
package.path = path .. "/?.lua"
package.cpath = ""
save("a", "print('loading', select('#', ...), (...) == '" .. name .. "a') return {value = 1}")
local m = require(name .. "a")
print(m.value, require(name .. "a") == m, package.loaded[name .. "a"] == m)
package.loaded[name .. "a"] = nil
print(require(name .. "a") ~= m)
save("b", "loaded_b = true")
print((require(name .. "b")), package.loaded[name .. "b"], loaded_b)
save("c", "package.loaded[...] = 'set by itself'")
print((require(name .. "c")))
save("d", "return false")
print((require(name .. "d")), package.loaded[name .. "d"], (require(name .. "d")))
save("e", "x = =")
print(hide(select(2, pcall(require, name .. "e"))))
save("f", "error('while loading')")
print(hide(select(2, pcall(require, name .. "f"))))
print(package.loaded[name .. "f"] == nil)
save("g", "error({})")
print(type(select(2, pcall(require, name .. "g"))))
print(hide(select(2, pcall(require, name .. "none"))))
package.preload[name .. "p"] = function(...) print("preloaded", select("#", ...), hide((...)), (select(2, ...))) return "p" end
print(require(name .. "p"))
package.preload[name .. "p"] = nil
print(require(name .. "p"))
save("l", "return require((...))")
print(hide(select(2, pcall(require, name .. "l"))))
for c in ("abcdefgl"):gmatch(".") do os.remove(folder .. c .. ".lua") end
print((pcall(require)), (pcall(require, {})))
