"""The suite's Lua programs, for scripts that run all of them in another way than their RUN lines."""
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent
DIALECTS = ["5.1", "5.2", "5.3", "5.4", "5.5"]
# Frames by the hundred thousand, or loops until something from outside happens.
ENDLESS = re.compile(r"limit_|_deep|meta_(new)?index|long_chain|close_errors|pattern_repetition"
                     r"|/interrupt|stack_overflow|resume_many|gc_churn")


def programs():
    return [
        path
        for path in sorted(FOLDER.rglob("*.lua"))
        if "Inputs" not in path.parts and not ENDLESS.search(str(path))
    ]


def dialects_of(program):
    """The dialects that a program is written in."""
    folder = program.relative_to(FOLDER).parts
    if folder[0] != "dialects":
        return ["5.4"]
    return DIALECTS if folder[1] == "every" else [folder[1]]
