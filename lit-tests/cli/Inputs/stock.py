"""Compares the command line with that of a reference implementation: stock.py VERSION REFERENCE runs
all cases that the version has, and fails with the differences."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

from stock_cases import CASES, FILES

# The lines that are ours alone, and the versions' own names.
OURS = re.compile(rb"^'lua5.. --help' lists the options\n", re.MULTILINE)
VERSION = re.compile(rb"^(Lua 5\.\d\.\d  Copyright.*|Perilune \S+ \(Lua 5\.\d\))$", re.MULTILINE)
# Whether the traceback of 5.2 finds a global function under _G._G first is a matter of chance.
GLOBAL = re.compile(rb"(?<=in function ')_G\.")
ADDRESS = re.compile(rb"0x[0-9a-f]+")


def run(executable, version, case, folder):
    """Both are called by the name that has the version in it, which chooses our dialect."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC", "HOME": folder}
    environment["LUA_PATH"] = "./?.lua"
    environment.update(case.get("env", {}))
    done = subprocess.run(
        ["lua" + version] + case["words"],
        executable=executable,
        input=case.get("stdin", "").encode(),
        env=environment,
        cwd=folder,
        capture_output=True,
        timeout=60,
    )
    record = b"--- output\n%s\n--- errors\n%s\n--- exit %d\n" % (
        done.stdout, OURS.sub(b"", done.stderr), done.returncode)
    return ADDRESS.sub(b"0x", GLOBAL.sub(b"", VERSION.sub(b"<version>", record)))


def main(version, reference):
    failures = 0
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        ours = shutil.which("perilune") or sys.exit("perilune is not on the search path")
        for case in CASES:
            if not isinstance(case, dict):
                case = {"words": case}
            if not case.get("since", "5.1") <= version <= case.get("until", "5.5"):
                continue
            count += 1
            expected = run(reference, version, case, folder)
            found = run(ours, version, case, folder)
            if found == expected:
                continue
            failures += 1
            print("*** %r" % case)
            lines = (text.decode(errors="backslashreplace").splitlines() for text in (expected, found))
            print("\n".join(difflib.unified_diff(*lines, "expected", "found", lineterm="")))
    print("%d cases, %d failures" % (count, failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
