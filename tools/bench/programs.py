"""The benchmark programs: their names, suites and sizes, as their first comment lines state them."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """One Lua script. `quick` is the size argument of a fast run; without it, about a second.
    `pauses` are the arguments of the run whose pauses are shown; none for most."""

    name: str
    path: Path
    suite: str
    quick: str
    pauses: tuple = ()

    def arguments(self, use_quick_size):
        """What follows the interpreter on the command line."""
        return [str(self.path)] + ([self.quick] if use_quick_size else [])


def header_field(text, field, path):
    """The value of a line `-- field: value`, which every program must have."""
    match = re.search(rf"^-- {field}: (\S+)$", text, re.MULTILINE)
    if match is None:
        raise ValueError(f"{path} has no line '-- {field}: ...'")
    return match.group(1)


def pauses_field(text):
    """The words of a line `-- pauses: ...`, which few programs have."""
    match = re.search(r"^-- pauses: (.+)$", text, re.MULTILINE)
    return tuple(match.group(1).split()) if match else ()


def load_programs(folder):
    """All programs of a folder, by name."""
    programs = []
    for path in sorted(Path(folder).glob("*.lua")):
        text = path.read_text(encoding="utf-8")
        suite, quick = header_field(text, "suite", path), header_field(text, "quick", path)
        programs.append(Program(path.stem, path, suite, quick, pauses_field(text)))
    return programs


def select(programs, suite="all", pattern=""):
    """Those of one suite (or all) whose name matches a regular expression somewhere."""
    return [
        program
        for program in programs
        if suite in ("all", program.suite) and re.search(pattern, program.name)
    ]
