local load = loadstring
local function value(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=v")
    if f then print(text, pcall(f)) else print(text, message) end
  end
end

local function bytes(...)
  for _, text in ipairs({...}) do
    local f, message = load("return " .. text, "=b")
    if f then print(text, string.byte(f(), 1, -1)) else print(text, message) end
  end
end
bytes([["\a\b\f\n\r\t\v\\\"\'"]], [['\"\'']], [["\65\066\0067"]], [["\0\00\000"]], [["\255"]], [["a\
b"]], "'\\\r\n'", "'\\\n\r'", "'\\\r'")
bytes([["\256"]], [["\999"]], [["ab\300cd"]], [["\2555"]], [["\q"]], [["abc\q"]], [["\ "]], [["\-"]])
bytes([["\x41\x7a"]], [["\x4"]], [["\xg0"]], [["\x4g"]], [["\x"]], [["\X41"]])
bytes([["a\z
   b"]], [["a\z"]], [["\z   \z  x"]], [["\zx"]])
bytes([["\u{41}"]], [["\u{e9}\u{20AC}"]], [["\u{10FFFF}"]], [["\u{110000}"]], [["\u{7FFFFFFF}"]], [["\u{80000000}"]],
      [["\u{123456789abc}"]], [["\u{}"]], [["\u{g}"]], [["\u41"]], [["\u{41"]], [["\u"]])
bytes([["unfinished]], [["un
finished"]], [["\]], [['a\']], [["\12]], [["\x4]], [["a"b]], [["]], [[']])
