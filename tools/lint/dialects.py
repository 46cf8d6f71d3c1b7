#!/usr/bin/env python3
"""Writes the README's table of features and dialects from the .def tables that the code is built
from. `dialects.py` rewrites README.md; `dialects.py --check` fails when it is out of date."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("5.1", "5.2", "5.3", "5.4", "5.5")
BEGIN, END = "<!-- dialects: tools/lint/dialects.py writes this -->\n", "<!-- end of dialects -->\n"

ROW = re.compile(r'^(?:FEATURE|SEMANTIC)\((\w+), ([01]), ([01]), ([01]), ([01]), ([01]), "((?:\\.|[^"\\])*)"\)')
FUNCTION = re.compile(r'^FUNCTION\("(\w+)", \w+, Lua(\d)(\d), Lua(\d)(\d)')


def table(title, rows):
    """A table in Markdown; each row is a text and five truth values."""
    lines = ["| %s | %s |" % (title, " | ".join(VERSIONS)), "|---" + "|:-:" * len(VERSIONS) + "|"]
    for text, has in rows:
        lines.append("| %s | %s |" % (text, " | ".join("✓" if h else "–" for h in has)))
    return "\n".join(lines) + "\n"


def feature_rows(path):
    """The rows of a table of features, described by their docs."""
    rows = []
    for line in path.read_text().splitlines():
        match = ROW.match(line)
        if match:
            text = re.sub(r'\\(["\\])', r"\1", match[7])
            rows.append((escape(text), [match[i] == "1" for i in range(2, 7)]))
        elif line.startswith(("FEATURE(", "SEMANTIC(")):
            sys.exit("%s: cannot read: %s" % (path, line))
    return rows


def escape(text):
    for char in "\\|*_<>[]`":
        text = text.replace(char, "\\" + char)
    return text


def library_rows():
    """The functions that not every dialect has: a row a library and range of dialects."""
    rows = []
    for path in sorted((ROOT / "runtime/lib").glob("*.def")):
        prefix = "" if path.stem == "base" else path.stem + "."
        ranges = {}
        for line in path.read_text().splitlines():
            match = FUNCTION.match(line)
            if match:
                first, last = int(match[3]) - 1, int(match[5]) - 1
                ranges.setdefault((first, last), []).append(prefix + match[1])
        for (first, last), names in sorted(ranges.items()):
            if (first, last) == (0, 4):
                continue
            has = [first <= i <= last for i in range(len(VERSIONS))]
            rows.append((", ".join("`%s`" % name for name in dict.fromkeys(names)), has))
    return rows


def section():
    parts = [
        ("Grammar", feature_rows(ROOT / "frontend/dialect.def")),
        ("Behaviour", feature_rows(ROOT / "runtime/semantics.def")),
        ("Functions that not all of them have", library_rows()),
    ]
    text = "".join(
        "<details><summary>%s</summary>\n\n%s\n</details>\n\n" % (title, table(title, rows))
        for title, rows in parts
    )
    return BEGIN + "\n" + text + END


def main():
    readme = ROOT / "README.md"
    old = readme.read_text()
    begin, end = old.find(BEGIN), old.find(END)
    if begin < 0 or end < begin:
        sys.exit("README.md has no place for the table of dialects")
    new = old[:begin] + section() + old[end + len(END) :]
    if "--check" in sys.argv[1:]:
        if new != old:
            sys.exit("README.md is out of date: run tools/lint/dialects.py")
    else:
        readme.write_text(new)


if __name__ == "__main__":
    main()
