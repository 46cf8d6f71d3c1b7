#!/usr/bin/env python3
"""Reports files of more than 600 lines and functions of more than 60, in C++ and in Python.

A function's lines run from its name to its closing brace. C++ is read with a small scanner: it
knows comments, literals and braces, which suffices for code that clang-format has laid out.
"""

import ast
import re
import sys
from pathlib import Path

FILE_LIMIT = 600
FUNCTION_LIMIT = 60

# What begins the head of a block that is no function, once template parameters are gone.
TYPE_HEAD = re.compile(r"\b(?:namespace|class|struct|union|enum)\b")
TEMPLATE_HEAD = re.compile(r"\btemplate\s*<(?:[^<>]|<[^<>]*>)*>")

LITERALS = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r'|R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'"
    r"|^[ \t]*\#(?:\\\n|[^\n])*",
    re.DOTALL | re.MULTILINE,
)


def blank_literals(text):
    """The text with comments, literals and preprocessor lines emptied; line breaks stay."""
    return LITERALS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def is_value_brace(text, at):
    """Whether the brace at `at` opens a value, not a block: clang-format sets a space before each
    block's brace, and none before `name{...}`."""
    if at > 0 and not text[at - 1].isspace():
        return True
    return text[max(0, at - 200) : at].rstrip().endswith(("=", ",", "(", "return"))


def is_function_head(head):
    """Whether the text between the last `;`, `{` or `}` and a block's `{` begins a function."""
    head = TEMPLATE_HEAD.sub("", head).strip()
    if "(" not in head:
        return False
    return head.endswith(")") or not TYPE_HEAD.search(head[: head.index("(")])


def cpp_functions(text):
    """Yields (line of the head, number of lines, head) for each function outside of functions."""
    text = blank_literals(text)
    # One entry for each open brace: "value", "block", or the start of the head of a function.
    open_braces, start, inside = [], 0, False
    for match in re.finditer(r"[;{}]", text):
        kind, at = match.group(), match.start()
        in_value = bool(open_braces) and open_braces[-1] == "value"
        if kind == "{" and (in_value or is_value_brace(text, at)):
            open_braces.append("value")
            continue
        if kind == "{" and not inside and is_function_head(text[start:at]):
            inside = True
            open_braces.append(at - len(text[start:at].lstrip()))
        elif kind == "{":
            open_braces.append("block")
        elif kind == "}" and open_braces:
            opened = open_braces.pop()
            if opened == "value":
                continue
            if opened != "block":
                inside = False
                line = text.count("\n", 0, opened) + 1
                yield line, text.count("\n", 0, at) + 2 - line, text[opened:at].split("{")[0]
        start = at + 1


def python_functions(text):
    """The same of a Python source."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1, node.name


def function_name(head):
    """The name in a function's head, for a message."""
    match = re.search(r"([\w:~]+|operator\s*\S+)\s*\(", head)
    return match.group(1) if match else head.split("\n")[0].strip()


def check(path, text):
    """All findings about one file, as lines `path:line: message`."""
    findings = []
    lines = text.count("\n")
    if lines > FILE_LIMIT:
        findings.append(f"{path}:1: the file has {lines} lines (at most {FILE_LIMIT})")
    functions = python_functions if str(path).endswith(".py") else cpp_functions
    for line, length, head in functions(text):
        if length > FUNCTION_LIMIT:
            name = function_name(head)
            findings.append(
                f"{path}:{line}: {name} has {length} lines (at most {FUNCTION_LIMIT})")
    return findings


def main(paths):
    findings = []
    for path in paths:
        findings += check(path, Path(path).read_text(encoding="utf-8"))
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
