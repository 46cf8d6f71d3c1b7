-- The searchers, replaced and added to.
local searchers = package.searchers
print(package.loaders == package.searchers)
print(#searchers, type(searchers[1]))
package.path, package.cpath = "", ""
print(select(2, pcall(require, "nothing")))
table.insert(searchers, 2, function(name)
  if name == "made" then
    return function(...) return {arguments = select("#", ...), name = ..., extra = select(2, ...)} end, "extra data"
  end
  return "\n\tmade up: " .. name
end)
local m = require("made")
print(m.arguments, m.name, m.extra)
print(select(2, pcall(require, "other")))
table.insert(searchers, function(name) return nil end)
table.insert(searchers, function(name) return 12 end)
table.insert(searchers, function(name) if name == "raises" then error("raised by a searcher", 0) end end)
print(select(2, pcall(require, "more")))
print(pcall(require, "raises"))
print(select("#", searchers[1]("absent")), (searchers[1]("absent"):gsub("^%s+", "")))
package.preload.there = function() return "there" end
print(type(searchers[1]("there")))
package.searchers = nil
print(pcall(require, "anything"))
package.searchers = searchers
package.path = nil
print((select(2, pcall(require, "anything")):gsub("^.-:%d+: ", "")))
package.path = ""
print(pcall(searchers[1]))
