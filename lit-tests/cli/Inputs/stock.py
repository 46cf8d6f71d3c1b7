"""Compares the command line with that of a reference implementation: stock.py VERSION REFERENCE runs
all cases that the version has, and fails with the differences.

The reference is an executable, or a file NAME.expected of what one has done, written by
stock.py VERSION EXECUTABLE NAME.expected."""
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
    record = ADDRESS.sub(b"0x", GLOBAL.sub(b"", VERSION.sub(b"<version>", record)))
    return record.replace(folder.encode(), b"<folder>").decode(errors="backslashreplace")


def cases_of(version):
    for case in CASES:
        if not isinstance(case, dict):
            case = {"words": case}
        if case.get("since", "5.1") <= version <= case.get("until", "5.5"):
            yield case


def title_of(case):
    return "=== %r\n" % case


def read_records(path):
    """The records of a file by the titles of their cases."""
    with open(path, encoding="utf-8") as file:
        parts = re.split("(^=== .*\n)", file.read(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def make_files(folder):
    for name, text in FILES.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def record_all(version, reference, path):
    with tempfile.TemporaryDirectory() as folder, open(path, "w", encoding="utf-8") as file:
        make_files(folder)
        for case in cases_of(version):
            file.write(title_of(case) + run(reference, version, case, folder))


def main(version, reference):
    failures = 0
    count = 0
    ours = shutil.which("perilune") or sys.exit("perilune is not on the search path")
    records = read_records(reference) if reference.endswith(".expected") else None
    with tempfile.TemporaryDirectory() as folder:
        make_files(folder)
        for case in cases_of(version):
            count += 1
            if records is None:
                expected = run(reference, version, case, folder)
            else:
                expected = records.get(title_of(case), "not recorded\n")
            found = run(ours, version, case, folder)
            if found == expected:
                continue
            failures += 1
            print("*** %r" % case)
            lines = (text.splitlines() for text in (expected, found))
            print("\n".join(difflib.unified_diff(*lines, "expected", "found", lineterm="")))
    print("%d cases, %d failures" % (count, failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(record_all(*sys.argv[1:]) if len(sys.argv) == 4 else main(*sys.argv[1:]))
