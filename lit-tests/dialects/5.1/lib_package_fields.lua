-- What package says of itself.
io.write(package.config, "|\n")
print(#package.config, package.config:match("^(.-)\n(.-)\n(.-)\n(.-)\n(.-)\n?$"))
print(type(package.path), type(package.cpath), type(package.preload), type(package.loaded))
print(next(package.preload))
print(package.path)
print(package.cpath)
print(package.loaded.string == string, package.loaded.package == package, package.loaded.nothing)
print(select("#", package.loadlib("/nowhere.so", "f")))
print((package.loadlib("/nowhere.so", "f")))
print(pcall(package.loadlib))
package.loaded.mine = "mine"
print(require("mine"))
package.loaded.mine = false
package.path, package.cpath = "", ""
print((pcall(require, "mine")))
package.loaded.mine = nil
package.loaded.string = nil
print(pcall(require, "string"))
package.loaded.string = string
print(require("string") == string)
package.preload = {x = function() return "replaced table" end}
print(require("x"))
package.loaded = {}
print(require("math") == math)
