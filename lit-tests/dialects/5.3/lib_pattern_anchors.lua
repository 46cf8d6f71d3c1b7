-- Anchors at both ends, and where they mean themselves.
local function try(s, p) print(p, s:find(p)) end
try("hello", "^hello$") try("hello", "^ell") try("hello", "ell") try("hello", "llo$") try("hello", "hell$")
try("hello", "^") try("hello", "$") try("", "^$") try("", "^") try("", "$") try("x", "^$")
try("a^b", "a^b") try("a$b", "a$b") try("a$b", "%$b") try("^a", "^^a") try("a$", "a$$") try("a^", "a%^$")
try("ab", "^a()b$") try("ab", "(^a)") try("(^a)", "%(^a%)") try("ab", "b$()")
try("aaa", "^a-$") try("aaa", "^a-a$") try("aaa", "a-$")
print(("hello"):find("^h", 2), ("hello"):find("^e", 2), ("hello"):find("^l", -2), ("hello"):find("o$", 5))
print(("hello"):match("^(.)"), ("hello"):match("(.)$"), ("hello"):match("^(.-)l"), ("hello"):match("^.*l"))
print(("hello"):gsub("^h", "J"), ("hello"):gsub("^l", "J"), ("hello"):gsub("o$", "a"), ("hello"):gsub("^", "> "))
print(("hello"):gsub("$", "!"), ("hhh"):gsub("^h", "x"), ("aaa"):gsub("a$", "b"), ("a.b"):gsub("^.", "x", 5))
print(("line1\nline2"):gsub("^line", "L"), ("x  "):gsub("%s+$", ""), ("  x"):gsub("^%s+", ""))
for w in ("^a^a"):gmatch("^a") do io.write("[", w, "]") end
print()
for w in ("aa"):gmatch("a$") do io.write("[", w, "]") end
print()
print(("  trim me  "):match("^%s*(.-)%s*$") .. "|", ("no"):match("^%s*(.-)%s*$") .. "|", (""):match("^%s*(.-)%s*$") .. "|")
print(("k=v"):match("^(%w+)=(%w*)$"), ("k="):match("^(%w+)=(%w*)$"), ("=v"):match("^(%w+)=(%w*)$"))
