local function value(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=v")
    if f then print(text, pcall(f)) else print(text, message) end
  end
end

value("[[a]]", "[==[a]==]", "[=[a]]b]=]", "[==[a]=]b]==]", "[[\nfirst]]", "[[\r\nfirst]]", "[[\n\nsecond]]")
value("[[a\r\nb]]", "[[a\rb]]", "[[a\n\rb]]", "#[[a\r\r\nb]]", "[[a\\nb]]", "[[ ]=] ]]", "[=[ ]]=]")
value("[[open", "[==[open]]", "[[\n\nopen", "[=open", "[==", "[=", "[ [x] ]", "[[x]", "[==[x]=]")
value("[[a[[b]]", "[[a[[b]]]]", "[=[a[[b]]=]", "[=[a[=[b]=]", "[[a[b]]", "[[a[=[b]]")
value("f[[x]]", "#[[abc]]", "([[abc]]):upper()", "[[a]] .. [==[b]==]", "{[ [[k]] ] = 1}[ [[k]] ]")
local f = load("local s = [[\n\n\n]]\nerror('here')", "=lines")
print(pcall(f))
local f = load("--[[\n\n\n]] error('there')", "=lines")
print(pcall(f))
print(load("x = [==[\n\n\n", "=lines"))
print(load("\n\n--[==[\n\n\n]]", "=lines"))
