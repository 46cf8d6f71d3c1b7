# Writes the sources that cannot stand in a text file.
SOURCES = {
    "shebang_only.lua": b"#! no line break",
    "bom.lua": b"\xef\xbb\xbfprint('marked')",
    "bom_shebang.lua": b"\xef\xbb\xbf#!lua\nprint('marked') error('line two')",
    "bom_cut.lua": b"\xef\xbbprint('cut')",
    "garbage.lua": bytes(range(127, 256)) * 20,
    "zeros.lua": b"print(#'a\0b') x = \0 1",
    "empty.lua": b"",
    "crlf.lua": b"print('one')\r\nprint('two')\r\nerror('three')\r\n",
}

for name, content in SOURCES.items():
    with open(name, "wb") as file:
        file.write(content)
